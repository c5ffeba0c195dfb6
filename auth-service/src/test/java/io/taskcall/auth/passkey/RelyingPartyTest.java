package io.taskcall.auth.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.auth.domain.passkey.Credential;
import io.taskcall.auth.domain.passkey.Refusal;
import io.taskcall.auth.fixtures.Device;
import io.taskcall.auth.fixtures.DeviceKey;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelyingPartyTest {
  private static final String HOME = "http://localhost:8080";
  private static final String CHALLENGE = "Y2hhbGxlbmdlLWNoYWxsZW5nZS1jaGFsbGVuZ2U";
  private static final byte[] NOTHING = new byte[0];

  private final RelyingParty site = new RelyingParty(URI.create(HOME));
  private final Device device = new Device(HOME);

  @Test
  void passkey_that_a_device_made_for_us_is_known_by_its_key_and_counter() {
    device.counter = 7;
    var made = made(device);
    assertThat(made.id()).isEqualTo(device.id);
    assertThat(made.counter()).isEqualTo(7);
    assertThat(used(device, made)).isEqualTo(new Look.Genuine<>(8L));
  }

  @ParameterizedTest
  @EnumSource(DeviceKey.Kind.class)
  void every_kind_of_key_that_is_asked_for_is_taken(DeviceKey.Kind kind) {
    var other = new Device(HOME, kind);
    other.counter = 1;
    assertThat(used(other, made(other))).isEqualTo(new Look.Genuine<>(2L));
    var made = made(other);
    other.changeKey();
    assertThat(used(other, made)).isEqualTo(new Look.Refused<>(Refusal.SIGNATURE));
  }

  @Test
  void challenge_that_the_device_was_asked_is_read_from_what_it_says() {
    var said = device.make(CHALLENGE);
    assertThat(read(said).orElseThrow().challenge().getValue()).isEqualTo(Device.bytes(CHALLENGE));
    assertThat(assertion(device.sign(CHALLENGE)).orElseThrow().challenge().getValue())
        .isEqualTo(Device.bytes(CHALLENGE));
  }

  @Test
  void device_that_does_not_count_may_stay_at_nought() {
    var made = made(device);
    assertThat(used(device, made)).isEqualTo(new Look.Genuine<>(0L));
  }

  @ParameterizedTest
  @CsvSource({"7,7", "8,7", "7,0"})
  void counter_that_stays_or_goes_back_tells_of_a_copy(long before, long now) {
    device.counter = before;
    var made = made(device);
    device.counter = now == 0 ? 0 : now - 1;
    assertThat(used(device, made)).isEqualTo(new Look.Refused<>(Refusal.COUNTER));
  }

  @Test
  void new_passkey_is_refused_for_what_is_wrong_with_it() {
    assertThat(madeWith(liar -> liar.origin = "https://evil.example"))
        .isEqualTo(new Look.Refused<>(Refusal.ORIGIN));
    assertThat(madeWith(liar -> liar.origin = "http://localhost:8081"))
        .isEqualTo(new Look.Refused<>(Refusal.ORIGIN));
    assertThat(madeWith(liar -> liar.crossOrigin = true))
        .isEqualTo(new Look.Refused<>(Refusal.ORIGIN));
    assertThat(madeWith(liar -> liar.site = "evil.example"))
        .isEqualTo(new Look.Refused<>(Refusal.RELYING_PARTY));
    assertThat(madeWith(liar -> liar.flags = Device.PRESENT))
        .isEqualTo(new Look.Refused<>(Refusal.NOT_VERIFIED));
    assertThat(madeWith(liar -> liar.flags = Device.VERIFIED))
        .isEqualTo(new Look.Refused<>(Refusal.NOT_VERIFIED));
  }

  @Test
  void use_of_a_passkey_is_refused_for_what_is_wrong_with_it() {
    assertThat(usedWith(liar -> liar.origin = "https://evil.example"))
        .isEqualTo(new Look.Refused<>(Refusal.ORIGIN));
    assertThat(usedWith(liar -> liar.site = "evil.example"))
        .isEqualTo(new Look.Refused<>(Refusal.RELYING_PARTY));
    assertThat(usedWith(liar -> liar.flags = Device.PRESENT))
        .isEqualTo(new Look.Refused<>(Refusal.NOT_VERIFIED));
    assertThat(usedWith(Device::changeKey)).isEqualTo(new Look.Refused<>(Refusal.SIGNATURE));
  }

  @Test
  void what_was_signed_for_something_else_signs_nobody_in() {
    var made = made(device);
    var said = assertion(device.sign("webauthn.create", CHALLENGE)).orElseThrow();
    assertThat(site.look(said, made)).isEqualTo(new Look.Refused<>(Refusal.KIND));
  }

  @Test
  void whatever_is_changed_on_the_way_is_unreadable_or_refused_and_breaks_nothing() {
    var made = made(device);
    var random = new Random(4);
    for (int i = 0; i < 1_500; i++) {
      var said = device.make(CHALLENGE);
      garble(said, random.nextBoolean() ? "attestationObject" : "clientDataJSON", random);
      // A key that was changed may be kept, but opens nothing.
      read(said)
          .map(site::look)
          .filter(Look.Genuine.class::isInstance)
          .map(look -> ((Look.Genuine<Credential>) look).found())
          .ifPresent(kept -> site.look(assertion(device.sign(CHALLENGE)).orElseThrow(), kept));
      var signed = device.sign(CHALLENGE);
      garble(signed, random.nextBoolean() ? "authenticatorData" : "clientDataJSON", random);
      assertion(signed)
          .map(found -> site.look(found, made))
          .ifPresent(look -> assertThat(look).isInstanceOf(Look.Refused.class));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "7",
        "{\"type\":\"webauthn.create\"}",
        "{\"type\":\"webauthn.create\",\"challenge\":null,\"origin\":\"http://localhost:8080\"}",
        "{\"type\":\"webauthn.create\",\"challenge\":\"####\",\"origin\":\"http://localhost:8080\"}",
        "{\"type\":\"webauthn.create\",\"challenge\":\"\",\"origin\":null}",
        "{\"type\":7,\"challenge\":[],\"origin\":{}}"
      })
  void client_data_that_is_none_is_unreadable_or_refused(String json) {
    var said = device.make(CHALLENGE);
    said.put("clientDataJSON", Device.text(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    read(said).map(site::look).ifPresent(look -> assertThat(look).isInstanceOf(Look.Refused.class));
  }

  @Test
  void cbor_that_is_nested_endlessly_or_claims_to_be_huge_is_unreadable() {
    var nested = new byte[16_000];
    java.util.Arrays.fill(nested, (byte) 0x81);
    var huge = new byte[] {(byte) 0x5b, 0x7f, -1, -1, -1, -1, -1, -1, -1};
    var map = new byte[] {(byte) 0xbb, 0x7f, -1, -1, -1, -1, -1, -1, -1};
    for (var hostile : new byte[][] {nested, huge, map, NOTHING, {0}, {(byte) 0xff}}) {
      var said = device.make(CHALLENGE);
      said.put("attestationObject", Device.text(hostile));
      assertThat(read(said).map(site::look).filter(Look.Genuine.class::isInstance)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://TaskCall.example.com:443/,https://taskcall.example.com",
    "https://taskcall.example.com:8443,https://taskcall.example.com:8443"
  })
  void origin_is_that_of_the_public_url_as_browsers_write_it(String url, String written) {
    var there = new RelyingParty(URI.create(url));
    var other = new Device(written);
    other.site = "taskcall.example.com";
    var said = other.make(CHALLENGE);
    var read =
        there.attestation(
            Device.bytes(said.get("clientDataJSON")), Device.bytes(said.get("attestationObject")));
    assertThat(there.look(read.orElseThrow())).isInstanceOf(Look.Genuine.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://taskcall.example.com,taskcall.example.com",
    "https://TaskCall.example.com:8443/,taskcall.example.com",
    "http://localhost:8080,localhost",
    "https://localhost,localhost"
  })
  void site_is_the_host_of_the_public_url(String url, String id) {
    assertThat(new RelyingParty(URI.create(url)).id()).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://taskcall.example.com", "https://192.0.2.7", "https://[2001:db8::1]:8443"})
  void there_are_no_passkeys_where_browsers_make_none(String url) {
    assertThat(new RelyingParty(URI.create(url)).id()).isEmpty();
  }

  private Credential made(Device by) {
    return switch (site.look(read(by.make(CHALLENGE)).orElseThrow())) {
      case Look.Genuine<Credential>(var found) -> found;
      case Look.Refused<Credential>(var why) -> throw new AssertionError(why);
    };
  }

  private Look<Credential> madeWith(Consumer<Device> lie) {
    var liar = new Device(HOME);
    lie.accept(liar);
    return site.look(read(liar.make(CHALLENGE)).orElseThrow());
  }

  private Look<Long> usedWith(Consumer<Device> lie) {
    var liar = new Device(HOME);
    var made = made(liar);
    lie.accept(liar);
    return used(liar, made);
  }

  private Look<Long> used(Device by, Credential made) {
    return site.look(assertion(by.sign(CHALLENGE)).orElseThrow(), made);
  }

  private Optional<Attestation> read(Map<String, String> said) {
    return site.attestation(
        Device.bytes(said.get("clientDataJSON")), Device.bytes(said.get("attestationObject")));
  }

  private Optional<Assertion> assertion(Map<String, String> said) {
    return site.assertion(
        new Assertion.Parts(
            Device.bytes(said.get("id")),
            Device.bytes(said.get("clientDataJSON")),
            Device.bytes(said.get("authenticatorData")),
            Device.bytes(said.get("signature")),
            NOTHING));
  }

  /** Changes a byte, cuts something off, or puts something in. */
  private static void garble(Map<String, String> said, String part, Random random) {
    var bytes = Device.bytes(said.get(part));
    int at = random.nextInt(bytes.length);
    var changed =
        switch (random.nextInt(3)) {
          case 0 -> java.util.Arrays.copyOf(bytes, at);
          case 1 -> java.util.Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9));
          case 2 -> bytes;
          default -> throw new AssertionError();
        };
    if (changed.length > at) {
      changed[at] = (byte) (changed[at] + 1 + random.nextInt(255));
    }
    said.put(part, Device.text(changed));
  }
}
