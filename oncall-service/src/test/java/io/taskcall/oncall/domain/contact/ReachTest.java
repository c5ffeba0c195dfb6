package io.taskcall.oncall.domain.contact;

import static io.taskcall.contracts.IncidentSnapshot.Urgency.HIGH;
import static io.taskcall.contracts.IncidentSnapshot.Urgency.LOW;
import static io.taskcall.oncall.domain.contact.Ana.MAIL;
import static io.taskcall.oncall.domain.contact.Ana.NEW_PHONE;
import static io.taskcall.oncall.domain.contact.Ana.NOON;
import static io.taskcall.oncall.domain.contact.Ana.SMS;
import static io.taskcall.oncall.domain.contact.Ana.VOICE;
import static io.taskcall.oncall.domain.contact.Ana.reach;
import static io.taskcall.oncall.domain.contact.Ana.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReachTest {
  @Test
  void person_without_rules_is_reached_by_the_mailbox_of_the_account() {
    assertThat(reach().calls(HIGH, NOON)).containsExactly(new Call(MAIL, NOON));
  }

  @Test
  void person_whose_only_rule_has_an_unverified_method_falls_back_to_a_verified_one() {
    assertThat(reach(rule(HIGH, NEW_PHONE, 0)).calls(HIGH, NOON))
        .containsExactly(new Call(MAIL, NOON));
  }

  @Test
  void person_without_a_mailbox_falls_back_to_the_first_method_that_counts() {
    var reach = new Reach(List.of(NEW_PHONE, VOICE), List.of(), Optional.empty());
    assertThat(reach.withAccount(Ana.ID, "none").calls(LOW, NOON))
        .containsExactly(new Call(VOICE, NOON));
  }

  @Test
  void person_with_nothing_verified_cannot_be_reached() {
    var reach = new Reach(List.of(NEW_PHONE), List.of(), Optional.empty());
    assertThat(reach.calls(HIGH, NOON)).isEmpty();
    assertThat(reach.firstCalls(HIGH, NOON)).isEmpty();
  }

  @Test
  void rules_say_which_method_when_for_which_urgency() {
    var reach = reach(rule(HIGH, VOICE, 5), rule(HIGH, SMS, 0), rule(LOW, MAIL, 2));
    assertThat(reach.calls(HIGH, NOON))
        .containsExactly(new Call(SMS, NOON), new Call(VOICE, later(5)));
    assertThat(reach.calls(LOW, NOON)).containsExactly(new Call(MAIL, later(2)));
    assertThat(reach.firstCalls(HIGH, NOON)).containsExactly(new Call(SMS, NOON));
  }

  @Test
  void rule_of_the_other_urgency_does_not_keep_anybody_from_being_reached() {
    assertThat(reach(rule(LOW, SMS, 0)).calls(HIGH, NOON)).containsExactly(new Call(MAIL, NOON));
  }

  @Test
  void each_method_is_used_once_and_at_its_earliest() {
    assertThat(reach(rule(HIGH, SMS, 5), rule(HIGH, SMS, 1)).calls(HIGH, NOON))
        .containsExactly(new Call(SMS, later(1)));
  }

  @Test
  void what_is_not_urgent_waits_until_quiet_hours_are_over() {
    var quiet = quiet("11:00", "14:00", rule(LOW, SMS, 0), rule(LOW, VOICE, 5));
    var two = Instant.parse("2026-03-01T14:00:00Z");
    assertThat(quiet.calls(LOW, NOON))
        .containsExactly(new Call(SMS, two), new Call(VOICE, two.plus(Duration.ofMinutes(5))));
  }

  @Test
  void what_is_urgent_does_not_wait() {
    assertThat(quiet("11:00", "14:00", rule(HIGH, SMS, 0)).calls(HIGH, NOON))
        .containsExactly(new Call(SMS, NOON));
  }

  @Test
  void rule_that_becomes_due_in_quiet_hours_waits_for_their_end() {
    var quiet = quiet("12:03", "06:00", rule(LOW, SMS, 0), rule(LOW, VOICE, 3));
    assertThat(quiet.calls(LOW, NOON))
        .containsExactly(
            new Call(SMS, NOON), new Call(VOICE, Instant.parse("2026-03-02T06:00:00Z")));
  }

  @Test
  void quiet_hours_end_at_their_end_and_not_a_moment_later() {
    assertThat(hours("22:00", "07:00").over(Instant.parse("2026-03-01T07:00:00Z")))
        .isEqualTo("2026-03-01T07:00:00Z");
    assertThat(hours("22:00", "07:00").over(Instant.parse("2026-03-01T06:59:59Z")))
        .isEqualTo("2026-03-01T07:00:00Z");
    assertThat(hours("22:00", "07:00").over(Instant.parse("2026-03-01T22:00:00Z")))
        .isEqualTo("2026-03-02T07:00:00Z");
    assertThat(hours("22:00", "07:00").over(Instant.parse("2026-03-01T21:59:59Z")))
        .isEqualTo("2026-03-01T21:59:59Z");
  }

  @Test
  void quiet_hours_end_after_now_in_the_hour_that_autumn_repeats() {
    var hours =
        new QuietHours(ZoneId.of("Europe/Berlin"), LocalTime.of(22, 0), LocalTime.of(2, 30));
    var secondTwoFifteen = Instant.parse("2026-10-25T01:15:00Z");
    assertThat(hours.over(secondTwoFifteen)).isEqualTo("2026-10-25T01:30:00Z");
  }

  private static Reach quiet(String from, String to, NotificationRule... rules) {
    var reach = reach(rules);
    return new Reach(reach.methods(), reach.rules(), Optional.of(hours(from, to)));
  }

  private static QuietHours hours(String from, String to) {
    return new QuietHours(ZoneId.of("UTC"), LocalTime.parse(from), LocalTime.parse(to));
  }

  private static Instant later(int minutes) {
    return NOON.plus(Duration.ofMinutes(minutes));
  }
}
