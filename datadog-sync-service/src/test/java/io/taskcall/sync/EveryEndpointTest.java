package io.taskcall.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import io.taskcall.rights.Right;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Walks every endpoint there is: what it needs, and that another organization finds nothing there.
 * A new one must be named.
 */
@QuarkusTest
@TestProfile(MirrorServiceTest.Quick.class)
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(FakeWorld.class)
class EveryEndpointTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final UUID OURS = Ids.derive("organization", "walked");
  private static final UUID THEIRS = Ids.derive("organization", "walking");
  private static final UUID INTEGRATION = Ids.derive("integration", OURS, "Datadog");

  /** Every endpoint, with the right that it needs. */
  private static final Map<String, Right> NEEDED =
      Map.of(
          "GET /api/v1/datadog/calls", Right.READ,
          "GET /api/v1/datadog/calls/{id}", Right.READ,
          "POST /api/v1/datadog/calls/{id}/retry", Right.RESPOND,
          "POST /api/v1/datadog/calls/{id}/discard", Right.RESPOND,
          "GET /api/v1/datadog/integrations", Right.READ,
          "GET /api/v1/datadog/integrations/{id}", Right.READ,
          "PATCH /api/v1/datadog/integrations/{id}", Right.CONFIGURE);

  @TestHTTPResource URI service;

  @BeforeEach
  void two_organizations() throws Exception {
    try (var talk = new Talk()) {
      talk.say(member(OURS));
      talk.say(member(THEIRS));
      talk.say(
          new IntegrationEvent.Saved(
              Ids.derive("saved", INTEGRATION),
              Instant.now(),
              INTEGRATION,
              OURS,
              Ids.derive("service", OURS, "checkout"),
              "Datadog of ours alone",
              IntegrationEvent.Tool.DATADOG,
              IntegrationEvent.State.CONNECTED,
              List.of(),
              null));
    }
    await()
        .atMost(PATIENCE)
        .until(() -> send(token(OURS, Right.READ), "GET " + there()).statusCode() == 200);
    await()
        .atMost(PATIENCE)
        .until(() -> send(token(THEIRS, Right.READ), "GET " + there()).statusCode() == 404);
  }

  @Test
  void every_endpoint_is_known_to_this_test() throws Exception {
    var there = new TreeSet<String>();
    read(send("", "GET /q/openapi?format=json"))
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(
                    method -> there.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertThat(there).isEqualTo(new TreeSet<>(NEEDED.keySet()));
  }

  @Test
  void key_with_other_rights_than_the_one_needed_is_refused() throws Exception {
    for (var endpoint : NEEDED.entrySet()) {
      for (var right : Right.values()) {
        var answer = send(token(OURS, right), endpoint.getKey());
        if (right == endpoint.getValue()) {
          assertThat(answer.statusCode()).as(endpoint + " " + right).isNotEqualTo(403);
        } else {
          assertThat(answer.statusCode()).as(endpoint + " " + right).isEqualTo(403);
        }
      }
    }
  }

  @Test
  void key_for_reading_alone_changes_nothing() throws Exception {
    for (var endpoint : NEEDED.keySet()) {
      if (!endpoint.startsWith("GET ")) {
        var answer = send(token(OURS, Right.READ), endpoint);
        assertThat(answer.statusCode()).as(endpoint).isEqualTo(403);
        assertThat(read(answer).path("detail").asText()).contains("which this API key lacks");
      }
    }
  }

  @Test
  void another_organization_finds_nothing() throws Exception {
    for (var endpoint : NEEDED.entrySet()) {
      var answer = send(token(THEIRS, endpoint.getValue()), endpoint.getKey());
      if (endpoint.getKey().contains("{id}")) {
        assertThat(answer.statusCode()).as(endpoint.getKey()).isEqualTo(404);
      } else {
        assertThat(read(answer).path("items")).as(endpoint.getKey()).isEmpty();
      }
    }
    assertThat(send(token(OURS, Right.READ), "GET /api/v1/datadog/integrations").body())
        .contains(INTEGRATION.toString());
  }

  @Test
  void nobody_gets_anything_without_a_key() throws Exception {
    for (var endpoint : NEEDED.keySet()) {
      assertThat(send("tc_nobody", endpoint).statusCode()).as(endpoint).isEqualTo(401);
    }
  }

  private static String there() {
    return "/api/v1/datadog/integrations/" + INTEGRATION;
  }

  private HttpResponse<String> send(String token, String endpoint)
      throws IOException, InterruptedException {
    var parts = endpoint.split(" ", 2);
    var path = parts[1].replace("{id}", INTEGRATION.toString());
    var body =
        parts[0].equals("GET")
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString("{}");
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(service.resolve(path))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .method(parts[0], body)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static JsonNode read(HttpResponse<String> answer) throws IOException {
    return EventCodec.mapper().readTree(answer.body());
  }

  private static String token(UUID organization, Right right) {
    return "tc_" + organization + right.name();
  }

  /** Somebody with a key for each right. */
  private static MemberEvent member(UUID organization) {
    var user = Ids.derive("user", organization, "nora@example.com");
    var keys =
        Arrays.stream(Right.values())
            .map(right ->
                new MemberEvent.ApiKey(
                    Ids.derive("key", user, right),
                    right.name(),
                    Ids.sha256(token(organization, right)),
                    null,
                    List.of(right.wireName())))
            .toList();
    return new MemberEvent.Saved(
        Ids.derive("member.saved", user),
        Instant.now(),
        user,
        organization,
        "Walked",
        "Nora",
        "nora@example.com",
        MemberEvent.Role.OWNER,
        keys);
  }
}
