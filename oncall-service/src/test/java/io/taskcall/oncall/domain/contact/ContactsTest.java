package io.taskcall.oncall.domain.contact;

import static io.taskcall.contracts.IncidentSnapshot.Urgency.HIGH;
import static io.taskcall.contracts.IncidentSnapshot.Urgency.LOW;
import static io.taskcall.oncall.domain.contact.Ana.MAIL;
import static io.taskcall.oncall.domain.contact.Ana.NEW_PHONE;
import static io.taskcall.oncall.domain.contact.Ana.NOON;
import static io.taskcall.oncall.domain.contact.Ana.SMS;
import static io.taskcall.oncall.domain.contact.Ana.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.PageEvent.Channel;
import io.taskcall.oncall.domain.contact.Contacts.Changed;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactsTest {
  private static final Reach WITH_SMS = new Reach(List.of(SMS), List.of(), Optional.empty());

  @Test
  void method_is_added_unverified_and_counts_once_it_is_proved() {
    var added = to(Contacts.add(Reach.NOTHING, Reach.NOTHING, NEW_PHONE));
    assertThat(added.usable()).isEmpty();
    var proved = to(Contacts.verify(added, NEW_PHONE.id(), NOON));
    assertThat(proved.usable()).containsExactly(NEW_PHONE.verified(NOON));
  }

  @Test
  void method_that_is_there_already_is_refused_and_the_same_wish_again_is_fine() {
    assertThat(Contacts.add(WITH_SMS, WITH_SMS, SMS)).isEqualTo(new Changed.To(WITH_SMS));
    var twin = ContactMethod.fresh(new UUID(9, 9), Channel.SMS, SMS.address(), "again");
    assertThat(Contacts.add(WITH_SMS, WITH_SMS, twin)).isInstanceOf(Changed.Refused.class);
  }

  @Test
  void removing_a_method_takes_its_rules_along() {
    var ruled = to(Contacts.ruled(WITH_SMS, WITH_SMS, List.of(rule(HIGH, SMS, 0))));
    assertThat(to(Contacts.remove(ruled, SMS.id()))).isEqualTo(Reach.NOTHING);
  }

  @Test
  void rule_may_name_the_mailbox_of_the_account() {
    var complete = WITH_SMS.withAccount(Ana.ID, Ana.EMAIL);
    var ruled = to(Contacts.ruled(WITH_SMS, complete, rule(LOW, MAIL, 0)));
    assertThat(ruled.rules()).hasSize(1);
    assertThat(ruled.methods()).containsExactly(SMS);
  }

  @Test
  void rule_for_a_method_of_nobody_is_refused() {
    assertThat(Contacts.ruled(WITH_SMS, WITH_SMS, rule(HIGH, NEW_PHONE, 0)))
        .isInstanceOf(Changed.Unknown.class);
  }

  @Test
  void second_rule_for_a_method_and_an_urgency_is_refused() {
    var ruled = to(Contacts.ruled(WITH_SMS, WITH_SMS, rule(HIGH, SMS, 0)));
    assertThat(Contacts.ruled(ruled, ruled, rule(HIGH, SMS, 5)))
        .isInstanceOf(Changed.Refused.class);
    assertThat(to(Contacts.ruled(ruled, ruled, rule(LOW, SMS, 5))).rules()).hasSize(2);
  }

  @Test
  void removed_rule_is_gone_and_an_unknown_one_is_said_to_be_so() {
    var ruled = to(Contacts.ruled(WITH_SMS, WITH_SMS, rule(HIGH, SMS, 0)));
    assertThat(to(Contacts.unruled(ruled, ruled.rules().getFirst().id()))).isEqualTo(WITH_SMS);
    assertThat(Contacts.unruled(ruled, new UUID(9, 9))).isInstanceOf(Changed.Unknown.class);
  }

  @ParameterizedTest
  @CsvSource({
    "EMAIL, ana@x.example, true",
    "EMAIL, ana@x.example;eve@x.example, false",
    "SMS, +491701234567, true",
    "SMS, 01701234567, false",
    "VOICE, +0123456789, false",
    "SLACK, U012AB3CD, true",
    "SLACK, #general, false",
    "WEBHOOK, https://x.example/hook, true",
    "WEBHOOK, ftp://x.example, false",
  })
  void address_looks_as_its_channel_wants_it(Channel channel, String address, boolean fits) {
    assertThat(ContactMethod.fits(channel, address)).isEqualTo(fits);
  }

  private static Reach to(Changed changed) {
    assertThat(changed).isInstanceOf(Changed.To.class);
    return ((Changed.To) changed).reach();
  }
}
