# SPDX-License-Identifier: Apache-2.0
"""The night that was played: where its neighbours are, and how nightjar's own mains are asked."""

import json
import os
import subprocess
import sys
import time
import uuid
from functools import cached_property
from pathlib import Path

from .table import Absent, Wrong

PATIENCE_S = 120


class Site:
    def __init__(self, told):
        self.scratch = Path(told["scratch"])
        self.data = Path(told["data"])
        self.kafka = told["kafka"]
        self.registry = told["registry"]
        self.topics = told["topics"]
        self.store = told["store"]
        self.cassandra = told["cassandra"]
        self.instrument = told["instrument"]
        self._java = told["java"]
        # As Prompt Processing's pods are told; lsst.resources reads them.
        os.environ["S3_ENDPOINT_URL"] = self.store["endpoint"]
        os.environ["AWS_ACCESS_KEY_ID"] = self.store["access"]
        os.environ["AWS_SECRET_ACCESS_KEY"] = self.store["secret"]
        os.environ["AWS_DEFAULT_REGION"] = "us-east-1"

    @staticmethod
    def read(file):
        with open(file, encoding="utf-8") as told:
            return Site(json.load(told))

    def missing(self):
        """package -> why prepare.sh could not have it."""
        file = Path(sys.prefix) / "missing.txt"
        if not file.exists():
            return {}
        lines = [line.split(maxsplit=1) for line in file.read_text().splitlines() if line]
        return {line[0].split("==")[0]: line[-1] for line in lines}

    def ask(self, main, question):
        """One of nightjar's mains: JSON in, JSON out."""
        done = subprocess.run(
            [*self._java, f"nightjar.job.interop.{main}"],
            input=json.dumps(question),
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
        )
        sys.stderr.write(done.stderr)
        if done.returncode != 0:
            raise Wrong(f"{main} ended with {done.returncode}: {done.stderr.strip()[-200:]}")
        return json.loads(done.stdout)

    def command(self, main, *arguments):
        """One of nightjar's commands; what it said."""
        done = subprocess.run(
            [*self._java, main, *arguments], capture_output=True, text=True, timeout=PATIENCE_S
        )
        if done.returncode != 0:
            raise Wrong(f"{main} {' '.join(arguments)}: {(done.stdout + done.stderr)[-300:]}")
        return done.stdout

    def login(self, mechanism):
        """confluent_kafka's settings for a log-in."""
        return {
            "bootstrap.servers": self.kafka["login"],
            "security.protocol": "SASL_PLAINTEXT",
            "sasl.mechanism": mechanism,
            "sasl.username": self.kafka["user"],
            "sasl.password": self.kafka["password"],
        }

    def plain(self):
        return {"bootstrap.servers": self.kafka["plain"]}

    def topic(self, name, client):
        """Every committed message of a topic, to its present end."""
        import confluent_kafka

        consumer = confluent_kafka.Consumer(
            client
            | {
                "group.id": f"interop-{uuid.uuid4()}",
                "isolation.level": "read_committed",
                "auto.offset.reset": "earliest",
                "enable.auto.commit": False,
                "enable.partition.eof": True,
                "fetch.message.max.bytes": 10_485_760,
            }
        )
        try:
            return _to_the_end(consumer, self.topics[name])
        finally:
            consumer.close()

    def ledger(self):
        """(group, detector) -> the newest entry."""
        entries = [json.loads(m.value()) for m in self.topic("ledger", self.plain())]
        return {(entry["group"], entry["detector"]): entry for entry in entries}

    @cached_property
    def alerts(self):
        """The alert topic's messages, as a reader who logs in sees them."""
        return self.topic("alerts", self.login("SCRAM-SHA-512"))

    def file(self, name):
        """One of the neighbours' own files."""
        file = self.data / name
        if not file.exists():
            raise Absent(f"no {file}: --data names where the neighbours' files are")
        return file


def _to_the_end(consumer, topic):
    import confluent_kafka as ck

    partitions = consumer.list_topics(topic, timeout=30).topics[topic].partitions
    consumer.assign([ck.TopicPartition(topic, p, ck.OFFSET_BEGINNING) for p in partitions])
    open_ends = set(partitions)
    messages = []
    give_up = time.monotonic() + PATIENCE_S
    while open_ends and time.monotonic() < give_up:
        message = consumer.poll(1.0)
        if message is None:
            continue
        if message.error() is None:
            messages.append(message)
        elif message.error().code() == ck.KafkaError._PARTITION_EOF:
            open_ends.discard(message.partition())
        else:
            raise Wrong(f"{topic}: {message.error()}")
    if open_ends:
        raise Wrong(f"{topic}: partitions {sorted(open_ends)} were not read to their end")
    return messages
