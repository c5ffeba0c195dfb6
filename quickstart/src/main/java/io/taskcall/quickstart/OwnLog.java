package io.taskcall.quickstart;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.logging.LogManager;

/** Sends what libraries have to say to a file, so that people see only what we say. */
final class OwnLog {
  private OwnLog() {}

  static void to(Path logs) {
    var configuration = new Properties();
    configuration.putAll(
        Map.of(
            "handlers", "java.util.logging.FileHandler",
            "java.util.logging.FileHandler.pattern", pattern(logs.resolve("taskcall.log")),
            "java.util.logging.FileHandler.formatter", "java.util.logging.SimpleFormatter",
            "java.util.logging.SimpleFormatter.format", "%1$tF %1$tT %4$s %3$s: %5$s%6$s%n",
            ".level", "WARNING",
            "org.apache.kafka.level", "SEVERE"));
    try {
      Files.createDirectories(logs);
      var written = new ByteArrayOutputStream();
      configuration.store(written, null);
      LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(written.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot log to " + logs, e);
    }
  }

  /** A percent sign means something in it. */
  private static String pattern(Path file) {
    return file.toString().replace("%", "%%");
  }
}
