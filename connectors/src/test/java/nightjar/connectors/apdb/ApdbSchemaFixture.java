// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.CqlSession;

/** Pretends that the database is of another version. */
final class ApdbSchemaFixture {

    interface Body {
        void run() throws Exception;
    }

    private ApdbSchemaFixture() {}

    static void withVersion(CqlSession session, String version, Body body) throws Exception {
        setVersion(session, version);
        try {
            body.run();
        } finally {
            setVersion(session, CatalogueTables.VERSION);
        }
    }

    static void setVersion(CqlSession session, String version) {
        session.execute(
                "INSERT INTO apdb.metadata (meta_part, name, value) VALUES (0, ?, ?)",
                ApdbVersions.SCHEMA_KEY,
                version);
    }
}
