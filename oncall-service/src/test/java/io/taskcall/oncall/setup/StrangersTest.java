package io.taskcall.oncall.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrangersTest {
  private static final String PEOPLE =
      """
      people:
        - {name: Ana Silva, email: ana@demo.example, role: owner}
        - {name: Ben Okoro, email: ben@demo.example, role: user}
      """;

  @TempDir private Path folder;

  @Test
  void schedule_of_people_in_the_file_is_taken() throws IOException {
    assertThat(read(PEOPLE + schedule("participants: [[ana@demo.example, ben@demo.example], []]")))
        .isNotNull();
  }

  @Test
  void schedule_that_names_nobody_of_the_file_is_refused_with_its_name_and_the_address() {
    assertThatThrownBy(() -> read(PEOPLE + schedule("participants: [[ana@demo.example], [anna@]]")))
        .hasMessageContaining("schedules[0]: schedule primary names anna@, which nobody in people");
  }

  @Test
  void layers_and_overrides_are_looked_at_too() {
    assertThatThrownBy(() ->
            read(PEOPLE + schedule("layers: [{name: all, participants: [[benn@demo.example]]}]")))
        .hasMessageContaining("schedule primary names benn@demo.example");
    assertThatThrownBy(() ->
            read(
                PEOPLE
                    + schedule(
                        """
                        layers: [{name: all, participants: [[ben@demo.example]]}]
                            overrides:
                              - {from: "2026-02-02T10:00", to: "2026-02-02T11:00", add: [Ana@demo.example]}
                        """)))
        .hasMessageContaining("schedule primary names Ana@demo.example");
  }

  @Test
  void policy_that_names_nobody_of_the_file_is_refused() {
    assertThatThrownBy(() ->
            read(
                PEOPLE
                    + """
                    policies:
                      - {key: default, repeat: 0, levels: [{wait: PT5M, people: [bob@demo.example]}]}
                    """))
        .hasMessageContaining("policies[0]: policy default names bob@demo.example");
  }

  @Test
  void file_without_people_may_name_anybody() throws IOException {
    assertThat(read(schedule("participants: [[anna@]]"))).isNotNull();
  }

  private static String schedule(String people) {
    var rotation =
        people.startsWith("participants")
            ? "rotation: {type: daily, start: \"2026-01-05T09:00\"}\n    "
            : "";
    return "schedules:\n  - key: primary\n    timeZone: UTC\n    " + rotation + people + "\n";
  }

  private Wanted read(String rest) throws IOException {
    var file = folder.resolve("setup.yaml");
    Files.writeString(file, "organization: {key: demo}\n" + rest);
    return Wanted.in(file);
  }
}
