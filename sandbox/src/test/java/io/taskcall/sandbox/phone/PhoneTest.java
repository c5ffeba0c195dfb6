package io.taskcall.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.taskcall.sandbox.Http;
import io.taskcall.sandbox.Receiver;
import io.taskcall.sandbox.Sandbox;
import io.taskcall.sandbox.domain.phone.TwilioSignature;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PhoneTest.WithTaskCall.class)
class PhoneTest {
  private static final Receiver TASKCALL = new Receiver();
  private static final String ACCOUNT = "ACsandbox0000000000000000000000000";
  private static final String API = "/twilio/2010-04-01/Accounts/" + ACCOUNT + "/";

  /** Replies go to the one that plays TaskCall. */
  public static class WithTaskCall implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("sandbox.phone.sms-url", TASKCALL.url());
    }
  }

  @TestHTTPResource("/")
  URI uri;

  private Sandbox sandbox;
  private Http http;
  private Http twilio;

  @BeforeEach
  void connect() {
    sandbox = Sandbox.at(uri);
    http = sandbox.http();
    var basic =
        Base64.getEncoder()
            .encodeToString((ACCOUNT + ":sandbox-phone-token").getBytes(StandardCharsets.UTF_8));
    twilio = new Http(http.base(), Map.of("Authorization", "Basic " + basic));
    TASKCALL.hooks().clear();
    TASKCALL.saying("");
  }

  @AfterAll
  static void close() {
    TASKCALL.close();
  }

  @Test
  void text_arrives_and_its_sender_hears_so() {
    var sent = text("+491701234567", "Disk full");
    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.json().path("sid").asText()).startsWith("SM");
    await().until(() -> TASKCALL.hooks().size() == 2);
    assertThat(TASKCALL.hooks().getLast().body()).contains("MessageStatus=delivered");
    var shown = http.get("/api/phone?to=%2B491701234567").json().get(0);
    assertThat(shown.path("text").asText()).isEqualTo("Disk full");
    assertThat(shown.path("status").asText()).isEqualTo("delivered");
    var listed = twilio.get(API + "Messages.json?To=%2B491701234567").json().path("messages");
    assertThat(listed.get(0).path("body").asText()).isEqualTo("Disk full");
  }

  @Test
  void reply_is_signed_and_what_comes_back_is_shown() {
    var id = text("+491701234567", "Disk full").json().path("sid").asText();
    await().until(() -> TASKCALL.hooks().size() == 2);
    TASKCALL.saying("<Response><Message>Acknowledged.</Message></Response>");
    var talk = http.post("/api/phone/" + id + "/reply", "{\"text\":\"1\"}").json();
    assertThat(talk.path("lines").findValuesAsText("text"))
        .containsExactly("Disk full", "1", "Acknowledged.");
    var hook = TASKCALL.hooks().getLast();
    assertThat(hook.header("X-twilio-signature"))
        .isEqualTo(
            new TwilioSignature("sandbox-phone-token").of(TASKCALL.url(), form(hook.body())));
    assertThat(form(hook.body())).containsEntry("Body", "1").containsEntry("From", "+491701234567");
  }

  @Test
  void call_is_picked_up_and_waits_for_a_key() {
    TASKCALL.saying(
        "<Response><Gather action=\""
            + TASKCALL.url()
            + "\"><Say>Press 1.</Say></Gather>"
            + "<Say>Nothing was pressed.</Say></Response>");
    var id =
        twilio
            .form(
                API + "Calls.json",
                Map.of("To", "+491701234567", "From", "+15005550006", "Url", TASKCALL.url()))
            .json()
            .path("sid")
            .asText();
    await().until(() -> talk(id).path("waitsForKey").asBoolean());
    TASKCALL.saying("<Response><Say>Done.</Say><Hangup/></Response>");
    var after = http.post("/api/phone/" + id + "/reply", "{\"digits\":\"1\"}").json();
    assertThat(after.path("lines").findValuesAsText("text"))
        .containsExactly("Press 1.", "1", "Done.");
    assertThat(after.path("status").asText()).isEqualTo("completed");
    assertThat(http.post("/api/phone/" + id + "/press", "{\"key\":\"1\"}").status()).isEqualTo(400);
  }

  @Test
  void undeliverable_text_is_said_to_be_so() {
    sandbox.set("phoneUndeliverable", true);
    text("+491701234567", "Lost");
    await().until(() -> TASKCALL.hooks().size() == 2);
    assertThat(TASKCALL.hooks().getLast().body()).contains("MessageStatus=undelivered");
  }

  @Test
  void switch_refuses_everything_and_takes_nothing() {
    sandbox.set("phoneRefuseWith", 503);
    assertThat(text("+491701234567", "Refused").status()).isEqualTo(503);
    assertThat(http.get("/api/phone").json()).isEmpty();
  }

  @Test
  void stranger_and_wrong_number_are_refused_as_twilio_does() {
    assertThat(http.form(API + "Messages.json", Map.of("To", "+491701234567")).status())
        .isEqualTo(401);
    var wrong = text("0170", "Hello");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().path("code").asInt()).isEqualTo(21211);
    assertThat(http.post("/api/phone/none/reply", "{\"text\":\"1\"}").status()).isEqualTo(404);
  }

  private Http.Answer text(String to, String body) {
    return twilio.form(
        API + "Messages.json",
        Map.of("To", to, "From", "+15005550006", "Body", body, "StatusCallback", TASKCALL.url()));
  }

  private JsonNode talk(String id) {
    return http.get("/api/phone/" + id).json();
  }

  private static SortedMap<String, String> form(String body) {
    var form = new TreeMap<String, String>();
    Arrays.stream(body.split("&"))
        .map(field -> field.split("=", 2))
        .forEach(field -> form.put(field[0], URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    return form;
  }
}
