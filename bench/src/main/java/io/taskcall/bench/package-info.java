/** Measures the product as it runs: real processes, a real broker, a real database. */
@NullMarked
package io.taskcall.bench;

import org.jspecify.annotations.NullMarked;
