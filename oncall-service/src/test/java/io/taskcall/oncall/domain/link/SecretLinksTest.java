package io.taskcall.oncall.domain.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.link.SecretLinks.Purpose;
import io.taskcall.oncall.domain.link.SecretLinks.Said;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecretLinksTest {
  private static final Said SAID =
      new Said(UUID.fromString("f6848bad-d0a1-81fe-864e-fb2d1842e394"), 3);
  private final SecretLinks links = new SecretLinks(new byte[32]);

  @Test
  void link_says_what_it_was_made_for_and_nothing_else() {
    var token = links.token(Purpose.DASHBOARD, SAID);
    assertThat(links.read(Purpose.DASHBOARD, token)).contains(SAID);
    assertThat(links.read(Purpose.HEARTBEAT, token)).isEmpty();
    assertThat(links.token(Purpose.DASHBOARD, SAID)).isEqualTo(token);
  }

  @Test
  void link_that_was_changed_or_made_elsewhere_says_nothing() {
    var token = links.token(Purpose.DASHBOARD, SAID);
    assertThat(links.read(Purpose.DASHBOARD, token.replace(".3.", ".4."))).isEmpty();
    assertThat(links.read(Purpose.DASHBOARD, token + "x")).isEmpty();
    assertThat(links.read(Purpose.DASHBOARD, "")).isEmpty();
    var other = new byte[32];
    other[0] = 1;
    assertThat(new SecretLinks(other).read(Purpose.DASHBOARD, token)).isEmpty();
  }
}
