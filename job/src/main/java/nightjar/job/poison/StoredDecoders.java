// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nightjar.connectors.products.AvroPlans;
import nightjar.connectors.products.ZipProducts;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.Plans;
import nightjar.model.port.Products;

/** What comes back from the object store, and the tables that workers wrote into it. */
final class StoredDecoders {

    private static final String[] FILES = {
        "diaSources.csv", "footprints.csv", "cutouts.csv", "cutouts.bin", "summary.json"
    };

    private static final int BOMB_BYTES = 256 << 20;

    private StoredDecoders() {}

    static List<Decoder> all(Path scratch) throws IOException {
        var product = new ByteDamage(List.of(StoredGoods.product(scratch)));
        var plan = new ByteDamage(List.of(StoredGoods.plan(scratch)));
        var bomb = zip("diaSources.csv", BOMB_BYTES);
        return List.of(
                new Decoder(
                        "product",
                        dice -> dice.nextInt(2000) == 0 ? bomb : product.make(dice),
                        bytes -> product(scratch, bytes)),
                new Decoder("worker-tables", tables(scratch), bytes -> product(scratch, bytes)),
                new Decoder("plan", plan, bytes -> plan(scratch, bytes)));
    }

    /** A whole product, one of whose files is damaged before it is packed. */
    private static Damage tables(Path scratch) throws IOException {
        var work = StoredGoods.workFolder(scratch);
        var good = new byte[FILES.length][];
        for (int f = 0; f < FILES.length; f++) {
            good[f] = Files.readAllBytes(work.resolve(FILES[f]));
        }
        return dice -> packed(good, dice);
    }

    private static byte[] packed(byte[][] good, Random dice) {
        int which = dice.nextInt(4);
        var damage = TextDamage.ofTable(List.of(good[which]));
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int f = 0; f < FILES.length; f++) {
                if (f == which && dice.nextInt(50) == 0) {
                    continue;
                }
                zip.setMethod(ZipOutputStream.STORED);
                stored(zip, FILES[f], f == which ? damage.make(dice) : good[f]);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void stored(ZipOutputStream zip, String name, byte[] body) throws IOException {
        var entry = new ZipEntry(name);
        var crc = new java.util.zip.CRC32();
        crc.update(body);
        entry.setSize(body.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(body);
        zip.closeEntry();
    }

    /** Little outside, and large inside. */
    private static byte[] zip(String name, int bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            var block = new byte[1 << 20];
            for (int done = 0; done < bytes; done += block.length) {
                zip.write(block);
            }
        }
        return out.toByteArray();
    }

    private static Outcome<?> product(Path scratch, byte[] bytes) throws IOException {
        var file = Files.write(scratch.resolve("tried.zip"), bytes);
        var store = new OneObject("", bytes, file);
        var products = new ZipProducts(store, "file:///none", scratch);
        var stored = new Stored("file:///tried.zip", "00", bytes.length);
        return products.diaSources(stored)
                .then(rows -> products.footprints(stored))
                .then(corners -> cutouts(products, stored, corners.size()));
    }

    private static Outcome<Integer> cutouts(Products products, Stored stored, int sources) {
        return products.cutouts(stored)
                .then(
                        reader -> {
                            try (reader) {
                                for (int s = 0; s < sources; s++) {
                                    reader.of(s);
                                }
                                return Outcome.done(sources);
                            }
                        });
    }

    private static Outcome<?> plan(Path scratch, byte[] bytes) {
        var plans = new AvroPlans(new OneObject("", bytes), "file:///none", scratch);
        var stored = new Stored("file:///tried.avro", "00", bytes.length);
        return plans.read(stored).then(plan -> plans.tell(stored, new Deaf()));
    }

    private record Deaf() implements Plans.Listener {
        @Override
        public void record(String butlerRecord) {}

        @Override
        public void alert(long diaSourceId, byte[] packed) {}
    }
}
