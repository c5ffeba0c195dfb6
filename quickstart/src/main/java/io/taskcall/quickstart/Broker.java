package io.taskcall.quickstart;

import io.taskcall.embedded.LocalKafka;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The Kafka broker. */
final class Broker implements Part {
  private final Path directory;
  private final int port;
  private volatile @Nullable LocalKafka kafka;

  Broker(Path directory, int port) {
    this.directory = directory;
    this.port = port;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public void start() {
    var before = kafka;
    if (before == null) {
      kafka = LocalKafka.start(directory, port);
    } else {
      before.restart();
    }
  }

  @Override
  public boolean ready() {
    return kafka != null;
  }

  @Override
  public ProcessHandle process() {
    return Processes.running(started().pid());
  }

  @Override
  public void stop() {
    started().close();
  }

  private LocalKafka started() {
    var running = kafka;
    if (running == null) {
      throw new IllegalStateException("the broker was not started");
    }
    return running;
  }
}
