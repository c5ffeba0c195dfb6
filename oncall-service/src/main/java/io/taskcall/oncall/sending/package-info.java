/**
 * Takes pages that are due from the ledger to whatever carries them, and writes down what became of
 * them.
 */
@NullMarked
package io.taskcall.oncall.sending;

import org.jspecify.annotations.NullMarked;
