package io.taskcall.quickstart;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogManager;

/** Sends what libraries have to say to a file, so that people see only what we say. */
final class OwnLog {
  private OwnLog() {}

  static void to(Path logs) {
    var configuration =
        """
        handlers=java.util.logging.FileHandler
        java.util.logging.FileHandler.pattern=%s
        java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter
        java.util.logging.SimpleFormatter.format=%%1$tF %%1$tT %%4$s %%3$s: %%5$s%%6$s%%n
        .level=WARNING
        io.zonky.level=INFO
        org.apache.kafka.level=SEVERE
        """
            .formatted(logs.resolve("taskcall.log"));
    try {
      Files.createDirectories(logs);
      LogManager.getLogManager()
          .readConfiguration(
              new ByteArrayInputStream(configuration.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot log to " + logs, e);
    }
  }
}
