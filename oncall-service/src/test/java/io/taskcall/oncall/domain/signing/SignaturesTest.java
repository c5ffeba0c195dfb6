package io.taskcall.oncall.domain.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignaturesTest {
  private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
  private static final TreeMap<String, String> CALL =
      new TreeMap<>(
          Map.of(
              "CallSid", "CA1234567890ABCDE",
              "Caller", "+12349013030",
              "Digits", "1234",
              "From", "+12349013030",
              "To", "+18005551212"));

  /** The example of Twilio's own libraries. */
  @Test
  void twilio_signs_the_address_and_the_sorted_parameters() {
    var signature = new TwilioSignature("12345");
    assertThat(signature.of(URL, CALL)).isEqualTo("0/KCTR6DLpKmkAf8muzZqo1nDgQ=");
    assertThat(signature.signed(URL, CALL, "0/KCTR6DLpKmkAf8muzZqo1nDgQ=")).isTrue();
    assertThat(signature.signed(URL + "3", CALL, "0/KCTR6DLpKmkAf8muzZqo1nDgQ=")).isFalse();
  }

  /** The example of Slack's documentation. */
  @Test
  void slack_signs_version_time_and_body() {
    var signature = new SlackSignature("8f742231b10e8888abcd99yyyzzz85a5");
    var body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
            + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    var expected = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    var at = Instant.ofEpochSecond(1531420618);
    assertThat(signature.of("1531420618", body)).isEqualTo(expected);
    assertThat(signature.signed("1531420618", body, expected, at.plusSeconds(300))).isTrue();
    assertThat(signature.signed("1531420618", body, expected, at.plusSeconds(301))).isFalse();
    assertThat(signature.signed("soon", body, expected, at)).isFalse();
  }

  @Test
  void each_webhook_has_a_secret_of_its_own() {
    var one = WebhookSignature.of("installation", new UUID(1, 1));
    assertThat(one).isEqualTo(WebhookSignature.of("installation", new UUID(1, 1)));
    assertThat(one).isNotEqualTo(WebhookSignature.of("installation", new UUID(1, 2)));
    assertThat(one.secret()).startsWith("whsec_");
    assertThat(one.of(1, "body")).isNotEqualTo(one.of(2, "body")).startsWith("v1=");
  }
}
