package io.taskcall.oncall;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/** Gives the service a setup file, as the quickstart does. */
public final class SetupForTests implements QuarkusTestResourceLifecycleManager {
  private static final String FILE =
      """
      organization: {key: demo, name: Demo}
      people:
        - {name: Ana Silva, email: ana@demo.example, role: owner}
        - {name: Ben Okoro, email: ben@demo.example, role: user}
        - {name: Gwen Left, email: gone@demo.example, role: user}
      integrations: []
      schedules:
        - key: primary
          timeZone: Europe/Berlin
          rotation: {type: weekly, interval: 1, start: "2026-01-05T09:00"}
          participants: [[ben@demo.example]]
        - key: empty
          timeZone: UTC
          rotation: {type: daily, interval: 1, start: "2020-01-05T09:00"}
          participants: [[]]
        - key: pair
          timeZone: UTC
          rotation: {type: daily, interval: 1, start: "2020-01-05T09:00"}
          participants: [[ben@demo.example, gone@demo.example]]
        - key: lost
          timeZone: UTC
          rotation: {type: daily, interval: 1, start: "2020-01-05T09:00"}
          participants: [[gone@demo.example]]
        - key: support
          name: Support
          timeZone: UTC
          layers:
            - name: days
              rotation: {type: daily, start: "2026-01-05T09:00"}
              participants: [[ana@demo.example], [ben@demo.example]]
              restrictions: [{days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:00"}]
              priority: 1
            - name: rest
              participants: [[gone@demo.example]]
          overrides:
            - {from: "2026-02-02T10:00", to: "2026-02-02T11:00", everybody: [gone@demo.example]}
        - key: always
          timeZone: UTC
          layers: [{name: everyone, participants: [[gone@demo.example]]}]
      policies:
        - key: supported
          repeat: 0
          levels:
            - {wait: PT10M, schedules: [always]}
        - key: patient
          repeat: 0
          levels:
            - {wait: PT10M, schedules: [primary]}
            - {wait: PT10M, people: [ana@demo.example]}
        - key: hasty
          repeat: 0
          levels:
            - {wait: PT2S, schedules: [primary]}
            - {wait: PT10M, people: [ana@demo.example]}
        - key: uncovered
          repeat: 0
          levels:
            - {wait: PT10M, schedules: [empty]}
            - {wait: PT10M, people: [ana@demo.example]}
        - key: half
          repeat: 0
          levels:
            - {wait: PT10M, schedules: [pair]}
            - {wait: PT10M, people: [ana@demo.example]}
        - key: unreachable
          repeat: 0
          levels:
            - {wait: PT10M, schedules: [lost]}
            - {wait: PT10M, people: [ana@demo.example]}
      services:
        - {key: checkout, name: Checkout, policy: patient, description: The shop's checkout}
        - {key: ledger, name: Ledger, policy: patient}
        - {key: billing, name: Billing, kind: business, dependsOn: [ledger]}
        - {key: portal, name: Customers' portal, kind: business, dependsOn: [billing]}
        - {key: supported, name: Supported, policy: supported}
        - {key: hasty, name: Hasty, policy: hasty}
        - {key: uncovered, name: Uncovered, policy: uncovered}
        - {key: half, name: Half, policy: half}
        - {key: unreachable, name: Unreachable, policy: unreachable}
        - {key: grouped, name: Grouped, policy: patient, grouping: {by: monitor}}
        - {key: windowed, name: Windowed, policy: patient, grouping: {by: time, window: PT1H}}
        - {key: together, name: Together, policy: patient, grouping: {by: monitor}}
        - {key: maintained, name: Maintained, policy: patient}
        - key: routed
          name: Routed
          policy: patient
          rules:
            - name: latency can wait
              when: {titleContains: LATENCY, priorities: [P1], tool: datadog}
              then: {urgency: low, priority: P4, policy: uncovered}
            - name: records
              when: {titleContains: for the record}
              then: {suppress: true}
        - {key: forgetful, name: Forgetful, policy: patient, ackTimeout: PT1S}
      """;

  @Override
  public Map<String, String> start() {
    try {
      var file = Files.createTempFile("setup", ".yaml");
      file.toFile().deleteOnExit();
      Files.writeString(file, FILE);
      return Map.of("oncall.setup-file", file.toString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    // The file goes with the process.
  }
}
