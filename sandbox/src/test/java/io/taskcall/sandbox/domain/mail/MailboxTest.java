package io.taskcall.sandbox.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void oldest_mail_gives_way_when_the_box_is_full() {
    var mailbox = new Mailbox(2, 1_000_000);
    mailbox.add(mail("<1>", "one"));
    mailbox.add(mail("<2>", "two"));
    mailbox.add(mail("<3>", "three"));
    assertThat(read(mailbox)).extracting(Mailbox.Entry::text).containsExactly("three", "two");
    assertThat(mailbox.count()).isEqualTo(new Mailbox.Count(2, 3));
  }

  @Test
  void mail_that_gave_way_is_new_when_it_comes_again() {
    var mailbox = new Mailbox(1, 1_000_000);
    mailbox.add(mail("<1>", "one"));
    mailbox.add(mail("<2>", "two"));
    mailbox.add(mail("<1>", "one"));
    assertThat(read(mailbox)).extracting(Mailbox.Entry::copies).containsExactly(1);
  }

  @Test
  void texts_give_way_before_mails_do() {
    var mailbox = new Mailbox(100, 40);
    mailbox.add(mail("<1>", "first text, long enough"));
    mailbox.add(mail("<2>", "second text, long enough"));
    assertThat(read(mailbox))
        .extracting(Mailbox.Entry::text)
        .containsExactly("second text, long enough", "");
  }

  @Test
  void mail_without_an_id_is_never_a_copy() {
    var mailbox = new Mailbox(10, 1_000);
    mailbox.add(mail("", "one"));
    mailbox.add(mail("", "one"));
    assertThat(read(mailbox)).hasSize(2);
  }

  @Test
  void emptied_box_forgets_what_it_had() {
    var mailbox = new Mailbox(10, 1_000);
    mailbox.add(mail("<1>", "one"));
    mailbox.clear();
    assertThat(mailbox.count()).isEqualTo(new Mailbox.Count(0, 0));
    mailbox.add(mail("<1>", "one"));
    assertThat(read(mailbox)).extracting(Mailbox.Entry::copies).containsExactly(1);
  }

  @Test
  void long_texts_are_cut_and_short_ones_survive_packing() {
    var long16k = "ü".repeat(PackedBody.TEXT_CHARS_MAX + 1);
    var packed = PackedBody.of(long16k, "<b>日本</b>");
    assertThat(packed.text()).hasSize(PackedBody.TEXT_CHARS_MAX + 1).endsWith("ü…");
    assertThat(packed.html()).isEqualTo("<b>日本</b>");
    assertThat(PackedBody.of("", null).text()).isEmpty();
    assertThat(PackedBody.of("", null).html()).isNull();
  }

  private static Mail mail(String messageId, String text) {
    return new Mail("ana@demo.example", "subject", text, null, messageId, NOON);
  }

  private static List<Mailbox.Entry> read(Mailbox mailbox) {
    var entries = new ArrayList<Mailbox.Entry>();
    mailbox.read(Optional.empty(), Integer.MAX_VALUE, entries::add);
    return entries;
  }
}
