package io.taskcall.oncall.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SubjectTest {
  @Test
  void plain_subject_stays_as_it_is() {
    assertThat(Subject.encoded("[P1] Checkout: disk full = bad?"))
        .isEqualTo("[P1] Checkout: disk full = bad?");
  }

  @Test
  void every_line_is_at_most_76_characters_and_every_word_holds_whole_characters()
      throws Exception {
    var subject = "a" + "🔥".repeat(60) + "é".repeat(60);
    var lines = Subject.encoded(subject).split("\n ");
    assertThat(lines).hasSizeGreaterThan(5).allMatch(line -> line.length() <= 75);
    assertThat("Subject: " + lines[0]).hasSizeLessThanOrEqualTo(76);
    for (var line : lines) {
      assertThat(MimeUtility.decodeText(line)).doesNotContain("\ufffd");
    }
  }

  @Test
  void subject_that_looks_encoded_is_read_as_it_was_written() throws Exception {
    var subject = "=?UTF-8?Q?Payroll?=";
    assertThat(MimeUtility.decodeText(Subject.encoded(subject))).isEqualTo(subject);
  }

  @Property(tries = 300)
  void any_subject_is_read_as_it_was_written(@ForAll @StringLength(max = 200) String text)
      throws Exception {
    var subject = Letter.oneLine(text.replaceAll("\\p{Cs}|\\p{Cn}", "🔥"));
    var unfolded = Subject.encoded(subject).replace("\n ", "\r\n ");
    assertThat(MimeUtility.decodeText(MimeUtility.unfold(unfolded))).isEqualTo(subject);
  }
}
