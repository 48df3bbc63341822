// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging;

/** Why an image could not be differenced; the names are the worker protocol's. */
public enum FailureCause {
    /** The file ends before its header says it does. */
    TRUNCATED,
    /** The file does not begin as a FITS file does. */
    NOT_FITS,
    /** FITS, but no HDU with a two-dimensional image. */
    NO_IMAGE,
    /** NAXIS is not 2, or the snaps differ in size. */
    WRONG_SHAPE,
    /** The header announces more pixels than the memory budget holds. */
    TOO_LARGE,
    /** Every pixel is NaN, masked or the same. */
    ALL_BAD,
    /** No celestial coordinates in the header. */
    NO_WCS,
    /** A calibration cannot be read, or was made for a detector of another shape. */
    BAD_CALIBRATION,
    /** The templates do not cover the science image. */
    NO_OVERLAP,
    /** No template was given, or it cannot be opened. */
    NO_TEMPLATE,
    /** Not one source in common to match the images by. */
    TOO_FEW_STARS,
    /** Under their coordinates the images show different stars: one of them lies elsewhere. */
    STARS_DIFFER,
    /** The snaps of one visit do not lie on each other. */
    SNAPS_DIFFER,
    /** A source to be injected does not lie on the image. */
    BAD_INJECTION,
    /** An image to be read lies where this run's products will. */
    WRONG_FOLDER,
    /** The deadline of the request passed. */
    DEADLINE,
    /** The request was cancelled. */
    CANCELLED,
    /** The heap was too small. */
    OUT_OF_MEMORY,
    /** A bug or a fault of the machine. */
    INTERNAL
}
