package io.taskcall.sync;

import static io.taskcall.embedded.TokensForTests.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import io.taskcall.embedded.TokensForTests;
import io.taskcall.rights.Right;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(MirrorServiceTest.Quick.class)
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(FakeWorld.class)
@QuarkusTestResource(TokensForTests.class)
class TokensTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final UUID OURS = Ids.derive("organization", "with tokens");
  private static final UUID THEIRS = Ids.derive("organization", "with other tokens");
  private static final UUID NORA = Ids.derive("user", OURS, "nora@example.com");
  private static final UUID THEO = Ids.derive("user", THEIRS, "theo@example.com");
  private static final UUID INTEGRATION = Ids.derive("integration", OURS, "Datadog");
  private static final String THERE = "/api/v1/datadog/integrations/" + INTEGRATION;

  @TestHTTPResource URI service;

  @BeforeEach
  void two_organizations() throws Exception {
    try (var talk = new Talk()) {
      talk.say(member(NORA, OURS, MemberEvent.Role.OWNER));
      talk.say(member(THEO, THEIRS, MemberEvent.Role.OWNER));
      talk.say(
          new IntegrationEvent.Saved(
              Ids.derive("saved", INTEGRATION),
              Instant.now(),
              INTEGRATION,
              OURS,
              Ids.derive("service", OURS, "checkout"),
              "Datadog by token",
              IntegrationEvent.Tool.DATADOG,
              IntegrationEvent.State.CONNECTED,
              List.of(),
              null));
    }
    awaitStatus(token(NORA, OURS, Right.READ), 200);
    awaitStatus(token(THEO, THEIRS, Right.READ), 404);
  }

  @Test
  void token_allows_what_it_says_and_nothing_else() throws Exception {
    assertThat(send("PATCH", token(NORA, OURS, Right.READ, Right.RESPOND))).isEqualTo(403);
    assertThat(send("PATCH", token(NORA, OURS, Right.CONFIGURE))).isEqualTo(200);
    assertThat(send("GET", token(NORA, OURS, Right.CONFIGURE))).isEqualTo(403);
  }

  @Test
  void expired_or_forged_token_is_refused() throws Exception {
    assertThat(send("GET", TokensForTests.expired(NORA, OURS, Right.READ))).isEqualTo(401);
    assertThat(send("GET", TokensForTests.forged(NORA, OURS, Right.READ))).isEqualTo(401);
    assertThat(send("GET", token(NORA, OURS, Right.READ) + "A".repeat(4096))).isEqualTo(401);
  }

  @Test
  void another_organization_finds_nothing_and_nobody_speaks_for_one_that_is_not_theirs()
      throws Exception {
    assertThat(send("GET", token(THEO, THEIRS, Right.READ))).isEqualTo(404);
    assertThat(send("GET", token(THEO, OURS, Right.READ))).isEqualTo(401);
  }

  @Test
  void token_is_refused_before_it_ends_when_its_owner_may_do_less_or_is_gone() throws Exception {
    var tom = Ids.derive("user", OURS, "tom@example.com");
    var token = token(tom, OURS, Right.READ);
    try (var talk = new Talk()) {
      talk.say(member(tom, OURS, MemberEvent.Role.USER));
      awaitStatus(token, 200);
      talk.say(member(tom, OURS, MemberEvent.Role.LIMITED_STAKEHOLDER));
      awaitStatus(token, 403);
      talk.say(new MemberEvent.Removed(Ids.derive("removed", tom), Instant.now(), tom, OURS));
      awaitStatus(token, 401);
    }
  }

  private void awaitStatus(String token, int status) {
    await().atMost(PATIENCE).until(() -> send("GET", token) == status);
  }

  private int send(String method, String token) throws IOException, InterruptedException {
    var body =
        method.equals("GET")
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString("{}");
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(service.resolve(THERE))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .method(method, body)
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static MemberEvent member(UUID id, UUID organization, MemberEvent.Role role) {
    return new MemberEvent.Saved(
        Ids.derive("member.saved", id, role),
        Instant.now(),
        id,
        organization,
        "Tokens",
        "Somebody",
        id + "@example.com",
        role,
        List.of());
  }
}
