/** Keeps what is remembered of alerts in RocksDB, compactly and within bounded memory. */
@NullMarked
package io.taskcall.dedup.rocksdb;

import org.jspecify.annotations.NullMarked;
