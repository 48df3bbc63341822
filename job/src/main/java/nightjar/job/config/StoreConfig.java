// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

/**
 * Objects: raws, templates, products, plans.
 *
 * @param s3 how to speak to the S3 store
 * @param raws URI of the bucket or folder that raws arrive in
 * @param templates URI of the template index
 * @param products where products and intermediate catalogues are kept; embargo-class
 * @param plans where plans are kept; embargo-class
 * @param cache local folder for copies by digest
 * @param cacheMiB its greatest size
 * @param scratch local folder in which image workers work
 */
public record StoreConfig(
        S3 s3,
        String raws,
        String templates,
        String products,
        String plans,
        String cache,
        long cacheMiB,
        String scratch) {
    public StoreConfig {
        Check.uri("store.raws", raws);
        Check.uri("store.templates", templates);
        Check.uri("store.products", products);
        Check.uri("store.plans", plans);
        Check.text("store.cache", cache);
        Check.text("store.scratch", scratch);
    }

    /**
     * An S3 endpoint; keys come from files, or from the environment when no file is named.
     *
     * @param endpoint URL; empty for Amazon's own
     * @param region signed into every request
     * @param authorities PEM file of whom to trust
     */
    public record S3(
            String endpoint,
            String region,
            Secret accessKey,
            Secret secretKey,
            String authorities) {
        public S3 {
            Check.address("store.s3.endpoint", endpoint, "store.s3.accessKey and secretKey");
            Check.text("store.s3.region", region);
            Check.that(
                    accessKey.file().isEmpty() == secretKey.file().isEmpty(),
                    "store.s3.secretKey",
                    secretKey.file(),
                    "name both files, or neither for the environment's own keys");
        }
    }
}
