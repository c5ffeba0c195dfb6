package io.taskcall.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * Runs in the broker's own process: formats its storage on the first start, runs the broker, and
 * ends it when whoever started it is gone.
 */
final class BrokerProcess {
  private BrokerProcess() {}

  public static void main(String[] args) throws IOException {
    var config = Path.of(args[0]);
    var properties = new Properties();
    try (var in = Files.newInputStream(config)) {
      properties.load(in);
    }
    if (!Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"))) {
      int status =
          StorageTool.execute(
              new String[] {
                "format",
                "-t",
                Uuid.randomUuid().toString(),
                "-c",
                config.toString(),
                "--standalone"
              },
              System.out);
      if (status != 0) {
        throw new IllegalStateException("the broker's storage could not be formatted: " + status);
      }
    }
    StarterWatch.begin();
    Kafka.main(new String[] {config.toString()});
  }
}
