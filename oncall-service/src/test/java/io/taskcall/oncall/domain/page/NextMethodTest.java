package io.taskcall.oncall.domain.page;

import static io.taskcall.contracts.IncidentSnapshot.Urgency.HIGH;
import static io.taskcall.oncall.domain.contact.Ana.MAIL;
import static io.taskcall.oncall.domain.contact.Ana.NOON;
import static io.taskcall.oncall.domain.contact.Ana.SMS;
import static io.taskcall.oncall.domain.contact.Ana.VOICE;
import static io.taskcall.oncall.domain.contact.Ana.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.contact.Ana;
import io.taskcall.oncall.domain.contact.Call;
import io.taskcall.oncall.domain.contact.ContactMethod;
import io.taskcall.oncall.domain.escalation.Person;
import io.taskcall.oncall.domain.page.Page.Reason;
import io.taskcall.oncall.domain.page.Standing.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NextMethodTest {
  private static final Person ANA =
      new Person(Ana.ID, new UUID(1, 1), "Ana", Ana.EMAIL, Ana.reach(rule(HIGH, SMS, 0)));
  private static final Instant FIVE_PAST = NOON.plus(Duration.ofMinutes(5));
  private static final Page TEXT = page(SMS, NOON);
  private static final Page RING = page(VOICE, FIVE_PAST);
  private static final Page LETTER = page(MAIL, NOON);

  @Test
  void what_a_rule_wants_later_goes_out_at_once() {
    assertThat(after(TEXT, failed(TEXT), scheduled(RING))).containsExactly(RING.sooner(NOON));
  }

  @Test
  void without_a_later_rule_a_method_that_was_not_tried_is_used() {
    assertThat(after(TEXT, failed(TEXT))).containsExactly(LETTER);
    assertThat(after(LETTER, failed(TEXT), failed(LETTER))).containsExactly(page(VOICE, NOON));
  }

  @Test
  void method_that_no_rule_wants_rests_while_something_else_may_arrive() {
    assertThat(after(TEXT, failed(TEXT), new Standing(LETTER, State.SENT))).isEmpty();
    assertThat(after(TEXT, failed(TEXT), scheduled(LETTER))).isEmpty();
  }

  @Test
  void when_every_method_has_failed_there_is_none_left() {
    assertThat(after(RING, failed(TEXT), failed(LETTER), failed(RING))).isEmpty();
  }

  @Test
  void pages_for_something_else_do_not_count() {
    var worse = Page.to(ANA, new Call(MAIL, NOON), incident(), 1, Reason.WORSENED, "1.1.1");
    var nextLevel = Page.to(ANA, new Call(MAIL, NOON), incident(), 2, Reason.ESCALATION, "1.1.2");
    assertThat(after(TEXT, failed(TEXT), new Standing(worse, State.SENT), scheduled(nextLevel)))
        .containsExactly(LETTER);
  }

  @Test
  void same_method_and_cause_make_the_same_page_and_others_make_another() {
    assertThat(page(SMS, FIVE_PAST).ref()).isEqualTo(TEXT.ref());
    assertThat(RING.ref().pageId()).isNotEqualTo(TEXT.ref().pageId());
    assertThat(TEXT.asksIn("1.1.1")).isTrue();
    assertThat(TEXT.asksIn("1.1.2")).isFalse();
  }

  private static List<Page> after(Page page, Standing... pages) {
    return NextMethod.after(page, ANA, List.of(pages), NOON).stream().toList();
  }

  private static Standing failed(Page page) {
    return new Standing(page, State.FAILED);
  }

  private static Standing scheduled(Page page) {
    return new Standing(page, State.SCHEDULED);
  }

  private static Page page(ContactMethod method, Instant due) {
    return Page.to(ANA, new Call(method, due), incident(), 1, Reason.ESCALATION, "1.1.1");
  }

  private static UUID incident() {
    return new UUID(6, 6);
  }
}
