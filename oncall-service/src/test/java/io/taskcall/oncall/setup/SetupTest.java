package io.taskcall.oncall.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SetupTest {
  private static final Path FILE = Path.of("setup.yaml");
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void file_that_does_not_fit_what_people_changed_holds_up_no_alert() {
    var done =
        Setup.prepare(
            FILE,
            () -> Uni.createFrom().failure(new Mistake("policies[0].levels[0].wait", "is wrong")));
    assertThat(done.await().atMost(SOON)).isFalse();
  }

  @Test
  void database_that_is_away_is_waited_for() {
    var tries = new AtomicInteger();
    var done =
        Setup.prepare(
            FILE,
            () ->
                tries.incrementAndGet() < 3
                    ? Uni.createFrom().failure(new ConnectException("away"))
                    : Uni.createFrom().item(true));
    assertThat(done.await().atMost(SOON)).isTrue();
    assertThat(tries).hasValue(3);
  }
}
