package io.taskcall.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskcall.auth.domain.access.ApiKey;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.IntegrationEvent.Tool;
import io.taskcall.contracts.MemberEvent.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SetupTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration GRACE = Duration.ofHours(24);
  private static final Setup SETUP = new Setup(GRACE);
  private static final Organization DEMO = Organization.of("demo", "Demo");
  private static final Member ANA = Member.of(DEMO, "Ana", "ana@demo.example", Role.OWNER);
  private static final Member BEN = Member.of(DEMO, "Ben", "ben@demo.example", Role.USER);
  private static final Integration DATADOG = integration("Datadog", "key one");
  private static final Integration EVENTS = integration("Events", "key two");
  private static final Wanted WANTED = wanted(DEMO, List.of(ANA, BEN), List.of(DATADOG, EVENTS));

  @Test
  void first_setup_makes_everything_the_organization_first() {
    var steps = SETUP.plan(Directory.EMPTY, WANTED, NOON);
    assertThat(steps)
        .containsExactly(
            new Step.SaveOrganization(DEMO),
            new Step.SaveMember(withKey(ANA, "owner key")),
            new Step.SaveMember(BEN),
            new Step.SaveIntegration(DATADOG),
            new Step.SaveIntegration(EVENTS));
  }

  @Test
  void same_file_again_takes_no_step() {
    assertThat(SETUP.plan(settled(WANTED), WANTED, NOON.plusSeconds(1))).isEmpty();
  }

  @Test
  void only_the_first_owner_gets_the_key_of_the_setup() {
    var second = Member.of(DEMO, "Olga", "olga@demo.example", Role.OWNER);
    var current = settled(wanted(DEMO, List.of(ANA, second), List.of()));
    assertThat(current.members().getFirst().apiKeys()).hasSize(1);
    assertThat(current.members().getLast().apiKeys()).isEmpty();
  }

  @Test
  void other_key_in_the_environment_replaces_the_one_of_the_setup_and_no_other() {
    var own = ApiKey.unlimited(Ids.derive("api-key", "own"), "laptop", Ids.sha256("own"));
    var ana =
        new Member(
            ANA.id(),
            DEMO.id(),
            "Ana",
            "ana@demo.example",
            Role.OWNER,
            List.of(withKey(ANA, "old key").apiKeys().getFirst(), own));
    var current = new Directory(Optional.of(DEMO), List.of(ana), List.of(), Map.of(), Map.of());
    var steps = SETUP.plan(current, wanted(DEMO, List.of(ANA), List.of()), NOON);
    var saved = ((Step.SaveMember) steps.getFirst()).member();
    assertThat(saved.apiKeys())
        .extracting(ApiKey::sha256)
        .containsExactlyInAnyOrder(Ids.sha256("owner key"), Ids.sha256("own"));
  }

  @Test
  void keys_that_people_made_do_not_make_a_person_look_changed() {
    for (var name : List.of("laptop", "robot", "bench", "export")) {
      var own = ApiKey.unlimited(Ids.derive("api-key", name), name, Ids.sha256(name));
      var ana = ANA.withSetupKey(Optional.of(Ids.sha256("owner key")), List.of(own));
      var kept = ANA.withSetupKey(Optional.of(Ids.sha256("owner key")), ana.apiKeys());
      assertThat(kept).isEqualTo(ana);
      assertThat(ana.apiKeys()).isSortedAccordingTo(Comparator.comparing(ApiKey::id));
    }
  }

  @Test
  void renamed_person_is_saved_and_nobody_else() {
    var renamed = Member.of(DEMO, "Benjamin", "ben@demo.example", Role.USER);
    var steps =
        SETUP.plan(
            settled(WANTED), wanted(DEMO, List.of(ANA, renamed), List.of(DATADOG, EVENTS)), NOON);
    assertThat(steps).containsExactly(new Step.SaveMember(renamed));
  }

  @Test
  void organizations_new_name_is_said_with_each_person() {
    var renamed = Organization.of("demo", "Demonstration");
    var steps =
        SETUP.plan(
            settled(WANTED), wanted(renamed, List.of(ANA, BEN), List.of(DATADOG, EVENTS)), NOON);
    assertThat(steps)
        .containsExactly(
            new Step.SaveOrganization(renamed),
            new Step.SaveMember(withKey(ANA, "owner key")),
            new Step.SaveMember(BEN));
  }

  @Test
  void who_and_what_left_the_file_is_removed() {
    var steps = SETUP.plan(settled(WANTED), wanted(DEMO, List.of(ANA), List.of(DATADOG)), NOON);
    assertThat(steps)
        .containsExactly(new Step.RemoveMember(BEN), new Step.RemoveIntegration(EVENTS));
  }

  @Test
  void replaced_key_works_until_its_grace_is_over() {
    var rotated = integration("Datadog", "new key");
    var steps =
        SETUP.plan(
            settled(WANTED), wanted(DEMO, List.of(ANA, BEN), List.of(rotated, EVENTS)), NOON);
    assertThat(((Step.SaveIntegration) steps.getFirst()).integration().keys())
        .containsExactly(
            new IntegrationEvent.Key(Ids.sha256("new key"), null),
            new IntegrationEvent.Key(Ids.sha256("key one"), NOON.plus(GRACE)));
  }

  @Test
  void second_start_within_the_grace_does_not_prolong_it() {
    var wanted = wanted(DEMO, List.of(ANA), List.of(integration("Datadog", "new key")));
    var rotated = after(settled(wanted(DEMO, List.of(ANA), List.of(DATADOG))), wanted, NOON);
    assertThat(SETUP.plan(rotated, wanted, NOON.plusSeconds(60))).isEmpty();
  }

  @Test
  void key_whose_grace_is_over_is_remembered_so_that_it_is_answered_as_gone() {
    var wanted = wanted(DEMO, List.of(ANA), List.of(integration("Datadog", "new key")));
    var rotated = after(settled(wanted(DEMO, List.of(ANA), List.of(DATADOG))), wanted, NOON);
    assertThat(SETUP.plan(rotated, wanted, NOON.plus(GRACE))).isEmpty();
  }

  @Test
  void key_that_people_replaced_does_not_come_back_with_the_next_start() {
    var wanted = wanted(DEMO, List.of(ANA), List.of(DATADOG));
    var settled = settled(wanted);
    var theirs = new IntegrationEvent.Key(Ids.sha256("theirs"), null);
    var retiring = new IntegrationEvent.Key(Ids.sha256("key one"), NOON.plus(GRACE));
    var rotated =
        new Directory(
            settled.organization(),
            settled.members(),
            List.of(DATADOG.with(List.of(theirs, retiring))),
            settled.grants(),
            settled.plantedKeys());
    assertThat(SETUP.plan(rotated, wanted, NOON.plusSeconds(60))).isEmpty();
  }

  @Test
  void what_people_deleted_is_not_brought_back() {
    var wanted = wanted(DEMO, List.of(ANA), List.of(DATADOG), Map.of(DATADOG.id(), "hash one"));
    var without = wanted.without(Set.of(DATADOG.id()));
    assertThat(without.integrations()).isEmpty();
    assertThat(without.grants()).isEmpty();
  }

  @Test
  void key_that_is_put_back_stops_retiring() {
    var old = wanted(DEMO, List.of(ANA), List.of(DATADOG));
    var rotated =
        after(
            settled(old), wanted(DEMO, List.of(ANA), List.of(integration("Datadog", "new"))), NOON);
    var back = after(rotated, old, NOON.plusSeconds(60));
    assertThat(back.integrations().getFirst().keys().getFirst())
        .isEqualTo(new IntegrationEvent.Key(Ids.sha256("key one"), null));
  }

  @Test
  void key_that_moves_to_another_integration_does_not_answer_as_removed() {
    var renamed = integration("Datadog of the shop", "key one");
    var steps =
        SETUP.plan(
            settled(wanted(DEMO, List.of(ANA), List.of(DATADOG))),
            wanted(DEMO, List.of(ANA), List.of(renamed)),
            NOON);
    assertThat(steps).first().isEqualTo(new Step.SaveIntegration(renamed));
    assertThat(((Step.RemoveIntegration) steps.getLast()).integration().keys()).isEmpty();
  }

  @Test
  void new_refresh_token_is_planted_and_has_to_prove_itself() {
    var at = DATADOG.at("datadoghq.eu");
    var connected = at.in(State.DISCONNECTED);
    var current =
        new Directory(
            Optional.of(DEMO),
            List.of(withKey(ANA, "owner key")),
            List.of(connected),
            Map.of(at.id(), "hash one"),
            Map.of());
    var wanted = wanted(DEMO, List.of(ANA), List.of(at), Map.of(at.id(), "hash two"));
    assertThat(SETUP.plan(current, wanted, NOON))
        .containsExactly(new Step.SaveIntegration(at), new Step.PlantGrant(at.id(), "hash two"));
  }

  @Test
  void refresh_token_that_was_planted_before_leaves_state_and_grant_as_they_are() {
    var at = DATADOG.at("datadoghq.eu");
    var current =
        new Directory(
            Optional.of(DEMO),
            List.of(withKey(ANA, "owner key")),
            List.of(at.in(State.CONNECTED)),
            Map.of(at.id(), "hash one"),
            Map.of());
    var wanted = wanted(DEMO, List.of(ANA), List.of(at), Map.of(at.id(), "hash one"));
    assertThat(SETUP.plan(current, wanted, NOON)).isEmpty();
  }

  @Test
  void other_site_has_to_prove_itself() {
    var current =
        new Directory(
            Optional.of(DEMO),
            List.of(withKey(ANA, "owner key")),
            List.of(DATADOG.at("datadoghq.eu").in(State.CONNECTED)),
            Map.of(),
            Map.of());
    var moved = DATADOG.at("datadoghq.com");
    assertThat(SETUP.plan(current, wanted(DEMO, List.of(ANA), List.of(moved)), NOON))
        .containsExactly(new Step.SaveIntegration(moved));
  }

  @Test
  void grace_cannot_be_negative() {
    assertThatThrownBy(() -> new Setup(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Integration integration(String name, String key) {
    return Integration.of(DEMO, name, Tool.DATADOG, DEMO.serviceId("checkout"), Ids.sha256(key));
  }

  private static Member withKey(Member member, String key) {
    return member.withSetupKey(Optional.of(Ids.sha256(key)), List.of());
  }

  private static Wanted wanted(
      Organization organization, List<Member> members, List<Integration> integrations) {
    return wanted(organization, members, integrations, Map.of());
  }

  private static Wanted wanted(
      Organization organization,
      List<Member> members,
      List<Integration> integrations,
      Map<UUID, String> grants) {
    return new Wanted(organization, members, integrations, Ids.sha256("owner key"), grants);
  }

  private static Directory settled(Wanted wanted) {
    return after(Directory.EMPTY, wanted, NOON);
  }

  /** What is there once the steps for {@code wanted} are taken. */
  private static Directory after(Directory current, Wanted wanted, Instant now) {
    var members = new java.util.LinkedHashMap<UUID, Member>();
    current.members().forEach(member -> members.put(member.id(), member));
    var integrations = new java.util.LinkedHashMap<UUID, Integration>();
    current.integrations().forEach(integration -> integrations.put(integration.id(), integration));
    for (var step : SETUP.plan(current, wanted, now)) {
      switch (step) {
        case Step.SaveOrganization _, Step.PlantGrant _ -> {}
        case Step.SaveMember(var member) -> members.put(member.id(), member);
        case Step.RemoveMember(var member) -> members.remove(member.id());
        case Step.SaveIntegration(var integration) ->
            integrations.put(integration.id(), integration);
        case Step.RemoveIntegration(var integration) -> integrations.remove(integration.id());
      }
    }
    return new Directory(
        Optional.of(wanted.organization()),
        List.copyOf(members.values()),
        List.copyOf(integrations.values()),
        wanted.grants(),
        wanted.integrations().stream()
            .collect(Collectors.toMap(Integration::id, i -> i.keys().getFirst().sha256())));
  }
}
