package io.taskcall.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a Quarkus application writes down. */
final class ServiceLog {
  private static final int READ_MAX = 1 << 20;

  /**
   * Quarkus says so, then the stack trace of its own exception, whose first cause is what counts.
   */
  private static final Pattern WHY =
      Pattern.compile(
          "Failed to start application.*?\\nCaused by: [\\w.$]+: ([^\\n]+)", Pattern.DOTALL);

  private final Path file;
  private long begin;

  ServiceLog(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** The application starts now; what was written before is of other runs. */
  void begin() {
    try {
      begin = Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + file, e);
    }
  }

  /** The reason that this run gave, if it gave one. */
  Optional<String> whyItDidNotStart() {
    try (var channel = FileChannel.open(file)) {
      var read = ByteBuffer.allocate(Math.clamp(channel.size() - begin, 0, READ_MAX));
      channel.position(begin);
      while (read.hasRemaining() && channel.read(read) >= 0) {
        // On to the next part of it.
      }
      var why = WHY.matcher(new String(read.array(), StandardCharsets.UTF_8));
      return why.find() ? Optional.of(why.group(1).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
