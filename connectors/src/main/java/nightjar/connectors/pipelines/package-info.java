// SPDX-License-Identifier: Apache-2.0
/** The pipelines configuration, in the language that Prompt Processing's operators write. */
package nightjar.connectors.pipelines;
