package io.taskcall.auth.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskcall.auth.domain.Integration;
import io.taskcall.auth.domain.Sites;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IntegrationEvent.Tool;
import io.taskcall.contracts.MemberEvent.Role;
import java.io.StringReader;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetupFileTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final Sites SITES =
      new Sites(Map.of("sandbox", URI.create("http://localhost:8090/datadog")));
  private static final String FILE =
      """
      organization: {key: demo, name: Demo}
      people:
        - {name: Ana Silva, email: ana@demo.example, role: owner}
        - {name: Ben Okoro, email: ben@demo.example, role: user}
      integrations:
        - {name: Datadog, tool: datadog, service: checkout, site: sandbox, keyFrom: DATADOG_KEY}
        - {name: Events, tool: events_v2, service: checkout, keyFrom: EVENTS_KEY}
      schedules:
        - {key: primary, whatever: [{others: read}]}
      services:
        - {key: checkout, name: Checkout, policy: default}
      """;

  private final Map<String, String> variables = new HashMap<>();

  SetupFileTest() {
    variables.put("TASKCALL_TOKEN", "tc_" + "x".repeat(43));
    variables.put("DATADOG_KEY", KEY);
    variables.put("EVENTS_KEY", KEY.replace('0', '1'));
    variables.put("TASKCALL_DATADOG_REFRESH_TOKEN", "refresh");
  }

  @Test
  void file_says_who_and_what_there_is() {
    var contents = read(FILE);
    var wanted = contents.wanted();
    assertThat(wanted.organization().id()).isEqualTo(Ids.derive("organization", "demo"));
    assertThat(wanted.members())
        .extracting(member -> member.role())
        .containsExactly(Role.OWNER, Role.USER);
    assertThat(wanted.integrations())
        .extracting(Integration::tool)
        .containsExactly(Tool.DATADOG, Tool.EVENTS_V2);
    var datadog = wanted.integrations().getFirst();
    assertThat(datadog.site()).contains("sandbox");
    assertThat(datadog.keys().getFirst().sha256()).isEqualTo(Ids.sha256(KEY));
    assertThat(wanted.grants()).containsExactly(Map.entry(datadog.id(), Ids.sha256("refresh")));
  }

  @Test
  void datadog_without_a_refresh_token_only_takes_alerts() {
    variables.remove("TASKCALL_DATADOG_REFRESH_TOKEN");
    assertThat(read(FILE).refreshTokens()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          role: owner        | role: boss        | setup.yaml:3: people[0].role: must be one of
          role: owner        | role: admin       | setup.yaml:3: people: somebody must have the role owner
          ana@demo.example   | ana               | setup.yaml:3: people[0].email: must be an e-mail address
          ben@demo.example   | Ana@demo.example  | setup.yaml:4: people[1].email: somebody else has
          role: user         | rôle: user        | setup.yaml:4: people[1].rôle: is not known here
          name: Ana Silva,   | ''                | setup.yaml:3: people[0]: name is missing
          name: Ana Silva    | name: ''          | setup.yaml:3: people[0].name: must be text
          tool: events_v2    | tool: nagios      | setup.yaml:7: integrations[1].tool: must be one of alertmanager, datadog, events_v2
          site: sandbox      | site: evil.example | setup.yaml:6: integrations[0].site: must be one of
          name: Events       | name: Datadog     | setup.yaml:7: integrations[1].name: another integration is called
          keyFrom: EVENTS_KEY | keyFrom: DATADOG_KEY | setup.yaml:7: integrations[1].keyFrom: another integration has the same key
          keyFrom: EVENTS_KEY | keyFrom: NO_KEY  | setup.yaml:7: integrations[1].keyFrom: NO_KEY must be set
          keyFrom: EVENTS_KEY | keyFrom: EVENTS_KEY, site: sandbox | setup.yaml:7: integrations[1].site: only the tool datadog has a site
          keyFrom: EVENTS_KEY | keyFrom: EVENTS_KEY, grantFrom: X | setup.yaml:7: integrations[1].grantFrom: needs a site
          service: checkout, keyFrom | service: chekout, keyFrom | setup.yaml:7: integrations[1].service: no service has the key chekout
          integrations:      | intergrations:    | integrations is missing
          {key: demo,        | {key: [demo],     | setup.yaml:1: organization.key: must be text
          key: demo,         | key: demo, key: d, | setup.yaml:1: organization.key: is there twice
          people:            | people: {}, &     | setup.yaml is not YAML
          """)
  void wrong_line_is_named(String right, String wrong, String complaint) {
    assertThat(FILE).contains(right);
    var at = FILE.lastIndexOf(right);
    var broken = FILE.substring(0, at) + wrong + FILE.substring(at + right.length());
    assertThatThrownBy(() -> read(broken))
        .isInstanceOf(SetupProblem.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void two_integrations_cannot_share_a_grant() {
    var file =
        FILE.replace(
            "tool: events_v2, service: checkout,",
            "tool: datadog, service: checkout, site: sandbox,");
    assertThatThrownBy(() -> read(file)).hasMessageContaining("has the same grant");
  }

  @ParameterizedTest
  @CsvSource({
    "TASKCALL_TOKEN, tc_short",
    "TASKCALL_TOKEN, ''",
    "DATADOG_KEY, 0123456789ABCDEF0123456789ABCDEF",
    "DATADOG_KEY, 0123456789abcdef",
  })
  void secret_of_the_wrong_form_is_named_but_not_shown(String variable, String value) {
    variables.put(variable, value);
    assertThatThrownBy(() -> read(FILE))
        .isInstanceOf(SetupProblem.class)
        .hasMessageContaining(variable)
        .satisfies(problem -> {
          if (!value.isEmpty()) {
            assertThat(problem.getMessage()).doesNotContain(value);
          }
        });
  }

  @Test
  void empty_file_is_told_from_a_missing_section() {
    assertThatThrownBy(() -> read("")).hasMessage("setup.yaml is empty");
    assertThatThrownBy(() -> read("{}")).hasMessage("setup.yaml:1: organization is missing");
  }

  private SetupFile.Contents read(String yaml) {
    var environment = new Environment(name -> Optional.ofNullable(variables.get(name)));
    return SetupFile.read("setup.yaml", new StringReader(yaml), environment, SITES);
  }
}
