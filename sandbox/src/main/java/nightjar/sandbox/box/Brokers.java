// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** A Kafka cluster of the sandbox. */
public interface Brokers {

    /** Bootstrap address of who neither logs in nor encrypts, {@code 127.0.0.1:port,…}. */
    String address();

    /** Of each partition. */
    short copies();

    /** Makes the topics, name to number of partitions; those that exist stay as they are. */
    default void createTopics(Map<String, Integer> partitions)
            throws IOException, InterruptedException {
        List<NewTopic> topics = new ArrayList<>();
        partitions.forEach((name, count) -> topics.add(new NewTopic(name, count, copies())));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            var made = admin.createTopics(topics).values();
            for (var topic : made.entrySet()) {
                try {
                    topic.getValue().get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new IOException("could not make topic " + topic.getKey(), e);
                    }
                }
            }
        }
    }
}
