package io.taskcall.oncall.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.sending.Html;
import org.junit.jupiter.api.Test;

class LetterTest {
  @Test
  void header_is_one_line_whatever_an_alert_says() {
    assertThat(Letter.oneLine("Disk\r\nBcc: eve@example.com\u2028\u0000 full\u001b[31m"))
        .isEqualTo("Disk Bcc: eve@example.com  full [31m");
  }

  @Test
  void text_cannot_become_markup() {
    assertThat(Html.escape("<a href=\"x\" title='y'>&</a>"))
        .isEqualTo("&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;");
  }
}
