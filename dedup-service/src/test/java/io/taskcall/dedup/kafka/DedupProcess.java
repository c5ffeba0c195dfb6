package io.taskcall.dedup.kafka;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.taskcall.dedup.DedupConfig;
import io.taskcall.dedup.domain.Dedup;
import io.taskcall.dedup.domain.Sample;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The service without its HTTP side, in a process of its own that a test may kill. */
final class DedupProcess {
  private DedupProcess() {}

  public static void main(String[] args) throws IOException {
    var config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDefaultSources()
            .addDiscoveredConverters()
            .withMapping(DedupConfig.class)
            .build();
    var streams =
        new RunningStreams(
            new Dedup(Sample.RULES), config.getConfigMapping(DedupConfig.class), config);
    while (System.in.read() >= 0) {}
    streams.stop();
    System.exit(0);
  }

  static Process start(String bootstrapServers, Path stateDir, File log) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dkafka.bootstrap.servers=" + bootstrapServers,
                "-Ddedup.state-dir=" + stateDir,
                "-Ddedup.application-id=taskcall-dedup",
                "-cp",
                System.getProperty("java.class.path"),
                DedupProcess.class.getName()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }
}
