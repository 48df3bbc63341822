// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

/**
 * A point source that is not as the template saw it.
 *
 * @param id unique in the night
 * @param kind {@link Injected.Kind#TRANSIENT} or {@link Injected.Kind#VARIABLE}
 * @param templateNJy flux while the template was taken; 0 for a transient
 * @param lastNJy flux at the field's last visit
 * @param startShare share of the change that is already there at the field's first visit
 */
public record Changing(
        String id,
        Injected.Kind kind,
        SkyPoint at,
        Setting setting,
        double templateNJy,
        double lastNJy,
        double startShare) {

    /**
     * Flux at a visit of the field (0 = first) of so many; it grows linearly from visit to visit.
     */
    public double nJy(int visit, int visits) {
        double progress = visits <= 1 ? 1 : Math.min(1, (double) visit / (visits - 1));
        return templateNJy + (lastNJy - templateNJy) * (startShare + (1 - startShare) * progress);
    }
}
