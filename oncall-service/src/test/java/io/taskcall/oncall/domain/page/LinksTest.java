package io.taskcall.oncall.domain.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinksTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final UUID PAGE = new UUID(1, 2);
  private final Links links = new Links(new byte[32], DAY);

  @Test
  void link_leads_to_its_page_until_it_expires() {
    var token = links.token(PAGE, NOON);
    assertThat(links.pageOf(token, NOON.plus(DAY).minusSeconds(1))).contains(PAGE);
    assertThat(links.pageOf(token, NOON.plus(DAY))).isEmpty();
  }

  @Test
  void link_that_was_changed_or_signed_by_another_leads_nowhere() {
    var token = links.token(PAGE, NOON);
    assertThat(links.pageOf(token.replaceFirst("^0", "1"), NOON)).isEmpty();
    assertThat(links.pageOf(new Links(new byte[] {1}, DAY).token(PAGE, NOON), NOON)).isEmpty();
    assertThat(links.pageOf("", NOON)).isEmpty();
    assertThat(links.pageOf("a.b", NOON)).isEmpty();
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
