package io.taskcall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.ingest.domain.AlertmanagerPayload;
import io.taskcall.ingest.domain.Arrivals;
import io.taskcall.ingest.domain.EventsV2Payload;
import io.taskcall.ingest.domain.Outcome;
import io.taskcall.ingest.domain.Source;
import io.taskcall.ingest.domain.datadog.DatadogPayload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any bytes have an outcome, and whatever is understood can be written. */
class FuzzTest {
  private static final List<Source> SOURCES =
      List.of(new DatadogPayload(), new AlertmanagerPayload(), new EventsV2Payload());

  @Property(tries = 500)
  void any_bytes_have_an_outcome(@ForAll byte[] bytes, @ForAll boolean form) {
    judge(bytes, form);
  }

  @Property(tries = 2_000)
  void any_damage_to_a_real_body_has_an_outcome(
      @ForAll("samples") byte[] sample,
      @ForAll("damage") List<Integer> damage,
      @ForAll boolean form) {
    var bytes = sample.clone();
    for (int spot : damage) {
      bytes[Math.floorMod(spot >> 8, bytes.length)] = (byte) spot;
    }
    judge(bytes, form);
  }

  private static void judge(byte[] bytes, boolean form) {
    switch (Body.of(bytes, form ? FormBody.MEDIA_TYPE : "application/json")) {
      case Body.Unreadable(var reason) -> assertThat(reason).isNotBlank();
      case Body.Named(var fields) ->
          SOURCES.forEach(source -> {
            switch (source.read(Arrivals.of(fields))) {
              case Outcome.Rejected rejected -> assertThat(rejected.reason()).isNotBlank();
              case Outcome.Understood(var events) -> events.forEach(FuzzTest::judge);
              case Outcome.Partly partly -> {
                assertThat(partly.reason()).isNotBlank();
                partly.events().forEach(FuzzTest::judge);
              }
            }
          });
    }
  }

  private static void judge(AlertEvent event) {
    assertThat(EventCodec.write(event)).isNotEmpty();
    assertThat(event.details().title().length()).isLessThanOrEqualTo(AlertDetails.TITLE_MAX);
    assertThat(event.details().title().chars().noneMatch(Character::isISOControl)).isTrue();
  }

  @Provide
  Arbitrary<byte[]> samples() {
    try (var webhooks = Files.list(Path.of("src/test/resources/webhook-samples"));
        var published = Files.list(Path.of("samples"))) {
      return Arbitraries.of(
          Stream.concat(webhooks, published).sorted().map(FuzzTest::read).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Provide
  Arbitrary<List<Integer>> damage() {
    return Arbitraries.integers().list().ofMinSize(1).ofMaxSize(6);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
