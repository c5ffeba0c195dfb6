package io.taskcall.oncall.domain.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinksTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final UUID PAGE = new UUID(1, 2);
  private final Links links = new Links(new byte[32], DAY);

  @Test
  void link_leads_to_its_page_for_as_long_as_there_is_something_to_answer() {
    assertThat(links.pageOf(links.token(PAGE))).contains(PAGE);
    assertThat(links.work(Optional.empty(), Instant.MAX)).isTrue();
  }

  @Test
  void link_shows_how_it_ended_until_its_life_is_over() {
    assertThat(links.work(Optional.of(NOON), NOON.plus(DAY).minusSeconds(1))).isTrue();
    assertThat(links.work(Optional.of(NOON), NOON.plus(DAY))).isFalse();
  }

  @Test
  void link_that_was_changed_or_signed_by_another_leads_nowhere() {
    var token = links.token(PAGE);
    assertThat(links.pageOf(token.replaceFirst("^0", "1"))).isEmpty();
    assertThat(links.pageOf(new Links(new byte[] {1}, DAY).token(PAGE))).isEmpty();
    assertThat(links.pageOf("")).isEmpty();
    assertThat(links.pageOf("a.b")).isEmpty();
  }

  @Test
  void back_off_doubles_up_to_its_longest() {
    var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5));
    assertThat(backoff.after(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.after(3)).isEqualTo(Duration.ofSeconds(4));
    assertThat(backoff.after(4)).isEqualTo(Duration.ofSeconds(5));
    assertThat(backoff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(5));
  }
}
