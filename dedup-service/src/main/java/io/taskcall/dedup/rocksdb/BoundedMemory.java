package io.taskcall.dedup.rocksdb;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** Lets all of the process's stores share one bounded piece of memory outside the heap. */
public final class BoundedMemory implements RocksDBConfigSetter {
  /** How many bytes the stores may keep in memory together; a {@code Long}. */
  public static final String CACHE_BYTES = "taskcall.rocksdb.cache.bytes";

  private static final long MEGABYTE = 1024 * 1024;
  private static final double BITS_PER_KEY = 10;
  private static final int SHARDS_BY_SIZE = -1;

  /** How much of the cache is for indexes and filters first: they are asked for every key. */
  private static final double FOR_INDEXES = 0.5;

  private static @Nullable Shared shared;

  private record Shared(Cache cache, WriteBufferManager writeBuffers) {}

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    var memory = shared((Number) Objects.requireNonNull(configs.get(CACHE_BYTES)));
    var table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(memory.cache());
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinL0FilterAndIndexBlocksInCache(true);
    table.setFilterPolicy(new BloomFilter(BITS_PER_KEY));
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(memory.writeBuffers());
    options.setWriteBufferSize(4 * MEGABYTE);
    options.setMaxWriteBufferNumber(2);
  }

  @Override
  public void close(String storeName, Options options) {
    // The cache and the buffers belong to all stores and live as long as the process.
  }

  private static synchronized Shared shared(Number cacheBytes) {
    var made = shared;
    if (made == null) {
      RocksDB.loadLibrary();
      var cache = new LRUCache(cacheBytes.longValue(), SHARDS_BY_SIZE, false, FOR_INDEXES);
      made = new Shared(cache, new WriteBufferManager(cacheBytes.longValue() / 2, cache));
      shared = made;
    }
    return made;
  }
}
