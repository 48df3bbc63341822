// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.runtime;

/** Where the job's records end: its world's topics, some of them with transactions. */
public interface Sinks {

    /** One record for this sink, named without {@link Shape#OUT}. */
    void write(String sink, Object value);

    /** Ends the open transactions; they are this checkpoint's. */
    void prepare(long checkpoint);

    /** The checkpoint is complete: its transactions are committed, and those before. */
    void commit(long checkpoint);

    /** The job begins again from this checkpoint (0: from none): what came later is undone. */
    void restore(long checkpoint);
}
