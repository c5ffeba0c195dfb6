package io.taskcall.oncall;

import io.taskcall.rights.Right;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Every endpoint there is, what it needs, and what it is sent to see whether it is given. */
final class Endpoints {
  /** Those of the API, with the right that they need. */
  static final Map<String, Right> NEEDED =
      table(
          """
          READ               | GET /api/v1/calendars
          RESPOND            | POST /api/v1/calendars
          RESPOND            | DELETE /api/v1/calendars/{id}
          READ               | GET /api/v1/config
          CONFIGURE          | PUT /api/v1/config
          VIEW_STATUS        | GET /api/v1/dashboards
          CONFIGURE          | POST /api/v1/dashboards
          READ               | GET /api/v1/dashboards/{dashboard}/subscriptions
          CONFIGURE          | POST /api/v1/dashboards/{dashboard}/subscriptions
          CONFIGURE          | DELETE /api/v1/dashboards/{dashboard}/subscriptions/{id}
          CONFIGURE          | DELETE /api/v1/dashboards/{id}
          VIEW_STATUS        | GET /api/v1/dashboards/{id}
          CONFIGURE          | PUT /api/v1/dashboards/{id}
          CONFIGURE          | POST /api/v1/dashboards/{id}/link
          VIEW_STATUS        | GET /api/v1/dashboards/{id}/page
          VIEW_STATUS        | GET /api/v1/dashboards/{id}/status
          READ               | GET /api/v1/heartbeats
          CONFIGURE          | POST /api/v1/heartbeats
          CONFIGURE          | DELETE /api/v1/heartbeats/{id}
          READ               | GET /api/v1/heartbeats/{id}
          CONFIGURE          | PUT /api/v1/heartbeats/{id}
          CONFIGURE          | POST /api/v1/heartbeats/{id}/link
          READ               | GET /api/v1/impact
          READ               | GET /api/v1/impact/graph
          READ               | GET /api/v1/incidents
          RESPOND            | POST /api/v1/incidents
          RESPOND            | POST /api/v1/incidents/bulk/{action}
          READ               | GET /api/v1/incidents/{id}
          RESPOND            | PATCH /api/v1/incidents/{id}
          RESPOND            | POST /api/v1/incidents/{id}/acknowledge
          READ               | GET /api/v1/incidents/{id}/alerts
          RESPOND            | POST /api/v1/incidents/{id}/escalate
          READ               | GET /api/v1/incidents/{id}/impact
          READ               | GET /api/v1/incidents/{id}/links
          RESPOND            | POST /api/v1/incidents/{id}/links
          RESPOND            | DELETE /api/v1/incidents/{id}/links/{other}
          RESPOND            | POST /api/v1/incidents/{id}/merge
          READ               | GET /api/v1/incidents/{id}/merged
          RESPOND            | POST /api/v1/incidents/{id}/notes
          READ               | GET /api/v1/incidents/{id}/pages
          READ               | GET /api/v1/incidents/{id}/past
          RESPOND            | POST /api/v1/incidents/{id}/reassign
          RESPOND            | POST /api/v1/incidents/{id}/resolve
          RESPOND            | POST /api/v1/incidents/{id}/responders
          READ               | GET /api/v1/incidents/{id}/similar
          RESPOND            | POST /api/v1/incidents/{id}/snooze
          READ               | GET /api/v1/incidents/{id}/status-updates
          RESPOND            | POST /api/v1/incidents/{id}/status-updates
          READ               | GET /api/v1/incidents/{id}/timeline
          RESPOND            | POST /api/v1/incidents/{id}/unmerge
          READ               | GET /api/v1/incidents/{incident}/subscriptions
          RESPOND            | POST /api/v1/incidents/{incident}/subscriptions
          RESPOND            | DELETE /api/v1/incidents/{incident}/subscriptions/{id}
          READ               | GET /api/v1/people
          READ               | GET /api/v1/people/push-key
          READ               | GET /api/v1/people/{person}/contact-methods
          RESPOND            | POST /api/v1/people/{person}/contact-methods
          RESPOND            | DELETE /api/v1/people/{person}/contact-methods/{id}
          RESPOND            | POST /api/v1/people/{person}/contact-methods/{id}/code
          RESPOND            | POST /api/v1/people/{person}/contact-methods/{id}/verify
          READ               | GET /api/v1/people/{person}/notification-rules
          RESPOND            | POST /api/v1/people/{person}/notification-rules
          RESPOND            | PUT /api/v1/people/{person}/notification-rules
          RESPOND            | DELETE /api/v1/people/{person}/notification-rules/{id}
          RESPOND            | DELETE /api/v1/people/{person}/quiet-hours
          READ               | GET /api/v1/people/{person}/quiet-hours
          RESPOND            | PUT /api/v1/people/{person}/quiet-hours
          READ               | GET /api/v1/planned-incidents
          RESPOND            | POST /api/v1/planned-incidents
          RESPOND            | DELETE /api/v1/planned-incidents/{id}
          READ               | GET /api/v1/planned-incidents/{id}
          READ               | GET /api/v1/policies
          CONFIGURE          | POST /api/v1/policies
          CONFIGURE          | DELETE /api/v1/policies/{id}
          READ               | GET /api/v1/policies/{id}
          CONFIGURE          | PUT /api/v1/policies/{id}
          READ               | GET /api/v1/reports/load
          READ               | GET /api/v1/schedules
          CONFIGURE          | POST /api/v1/schedules
          CONFIGURE          | DELETE /api/v1/schedules/{id}
          READ               | GET /api/v1/schedules/{id}
          CONFIGURE          | PUT /api/v1/schedules/{id}
          CONFIGURE          | PUT /api/v1/schedules/{id}/calendar
          READ               | GET /api/v1/schedules/{id}/gaps
          READ               | GET /api/v1/schedules/{id}/layers/{layer}/shifts
          READ               | GET /api/v1/schedules/{id}/on-call
          READ               | POST /api/v1/schedules/{id}/preview
          READ               | GET /api/v1/schedules/{id}/shifts
          READ               | GET /api/v1/schedules/{schedule}/overrides
          OVERRIDE_SCHEDULES | POST /api/v1/schedules/{schedule}/overrides
          READ               | POST /api/v1/schedules/{schedule}/overrides/preview
          OVERRIDE_SCHEDULES | DELETE /api/v1/schedules/{schedule}/overrides/{id}
          READ               | GET /api/v1/schedules/{schedule}/swaps
          OVERRIDE_SCHEDULES | POST /api/v1/schedules/{schedule}/swaps
          OVERRIDE_SCHEDULES | POST /api/v1/schedules/{schedule}/swaps/{id}/take
          OVERRIDE_SCHEDULES | POST /api/v1/schedules/{schedule}/swaps/{id}/withdraw
          READ               | GET /api/v1/schedules/{schedule}/temporary
          OVERRIDE_SCHEDULES | POST /api/v1/schedules/{schedule}/temporary
          READ               | POST /api/v1/schedules/{schedule}/temporary/preview
          OVERRIDE_SCHEDULES | DELETE /api/v1/schedules/{schedule}/temporary/{id}
          READ               | GET /api/v1/services
          CONFIGURE          | POST /api/v1/services
          CONFIGURE          | DELETE /api/v1/services/{id}
          READ               | GET /api/v1/services/{id}
          CONFIGURE          | PUT /api/v1/services/{id}
          READ               | GET /api/v1/services/{id}/dependencies
          CONFIGURE          | POST /api/v1/services/{id}/dependencies
          CONFIGURE          | PUT /api/v1/services/{id}/dependencies
          CONFIGURE          | DELETE /api/v1/services/{id}/dependencies/{other}
          READ               | GET /api/v1/services/{id}/impact
          VIEW_STATUS        | GET /api/v1/services/{id}/status
          READ               | GET /api/v1/services/{id}/who-would-be-paged
          READ               | POST /api/v1/services/{id}/who-would-be-paged
          READ               | GET /api/v1/services/{service}/maintenances
          CONFIGURE          | POST /api/v1/services/{service}/maintenances
          CONFIGURE          | DELETE /api/v1/services/{service}/maintenances/{id}
          VIEW_STATUS        | GET /api/v1/status
          READ               | GET /api/v1/stream
          READ               | GET /api/v1/teams
          CONFIGURE          | POST /api/v1/teams
          CONFIGURE          | DELETE /api/v1/teams/{id}
          READ               | GET /api/v1/teams/{id}
          RESPOND            | PUT /api/v1/teams/{id}
          """);

  /** Those for people who hold a secret address and no key: other tests hold them to that. */
  static final Set<String> WITH_A_SECRET =
      Set.of(
          "GET /calendars/{secret}.ics",
          "GET /heartbeat/{token}",
          "GET /respond/{token}",
          "GET /respond/{token}/all",
          "GET /status/confirm/{token}",
          "GET /status/unsubscribe/{token}",
          "GET /status/{token}",
          "GET /status/{token}/json",
          "HEAD /heartbeat/{token}",
          "POST /callbacks/slack",
          "POST /callbacks/twilio/sms",
          "POST /callbacks/twilio/status/{token}",
          "POST /callbacks/twilio/voice/{token}",
          "POST /callbacks/twilio/voice/{token}/key",
          "POST /heartbeat/{token}",
          "POST /respond/{token}",
          "POST /respond/{token}/all",
          "POST /status/confirm/{token}",
          "POST /status/unsubscribe/{token}",
          "POST /status/{token}/subscribe");

  /** They stay open; who follows hears of the own organization alone, which StreamTest shows. */
  static final Set<String> STREAMS = Set.of("GET /api/v1/stream");

  /** Those that answer with what belongs to the caller. */
  static final Set<String> OF_THE_CALLER =
      Set.of(
          "GET /api/v1/calendars",
          "GET /api/v1/config",
          "GET /api/v1/dashboards",
          "GET /api/v1/heartbeats",
          "GET /api/v1/impact",
          "GET /api/v1/impact/graph",
          "GET /api/v1/incidents",
          "GET /api/v1/people",
          "GET /api/v1/people/push-key",
          "GET /api/v1/planned-incidents",
          "GET /api/v1/policies",
          "GET /api/v1/reports/load",
          "GET /api/v1/schedules",
          "GET /api/v1/services",
          "GET /api/v1/status",
          "GET /api/v1/teams");

  /** Those that refuse what they are sent, since what it names is not the caller's. */
  static final Set<String> REFUSING =
      Set.of(
          "POST /api/v1/calendars",
          "PUT /api/v1/config",
          "POST /api/v1/dashboards",
          "POST /api/v1/heartbeats",
          "POST /api/v1/incidents",
          "POST /api/v1/planned-incidents",
          "POST /api/v1/policies",
          "PUT /api/v1/policies/{id}",
          "POST /api/v1/schedules",
          "PUT /api/v1/schedules/{id}",
          "POST /api/v1/schedules/{id}/preview",
          "POST /api/v1/services",
          "PUT /api/v1/services/{id}",
          "POST /api/v1/teams");

  /** Those that answer about each thing that they are asked for, or with a list: with nothing. */
  static final Map<String, String> EMPTY =
      Map.of(
          "POST /api/v1/incidents/bulk/{action}", "\"result\":\"unknown\"",
          "GET /api/v1/services/{service}/maintenances", "\"items\":[]");

  private static final Duration A_WHILE = Duration.ofHours(1);

  /** Later than any other test looks ahead. */
  private static final Duration MONTHS = Duration.ofDays(300);

  private Endpoints() {}

  /** What an endpoint is sent that needs more than an address: all of it another's. */
  static String body(String endpoint, String incident, UUID service, UUID person) {
    var soon = "'start': '2031-03-01T12:00:00Z', 'end': '2031-03-01T14:00:00Z'";
    var path = endpoint.substring(endpoint.indexOf(' ') + "/api/v1/".length() + 1);
    return switch (path.replaceAll("\\{\\w+}", "*")) {
      case "incidents" -> "{'title': 'Seen', 'service': '%s'}".formatted(service);
      case "planned-incidents" ->
          "{'title': 'Seen', 'service': '%s', 'at': '%s'}"
              .formatted(service, Instant.now().plus(MONTHS));
      case "incidents/*" -> "{'title': 'Seen'}";
      case "incidents/bulk/*" -> "{'ids': ['%s']}".formatted(incident);
      case "incidents/*/merge" -> "{'incidents': ['%s']}".formatted(person);
      case "incidents/*/links" -> "{'incident': '%s'}".formatted(person);
      case "incidents/*/notes" -> "{'text': 'Seen'}";
      case "incidents/*/reassign", "incidents/*/responders" ->
          "{'people': ['%s']}".formatted(person);
      case "incidents/*/snooze" -> "{'until': '%s'}".formatted(Instant.now().plus(A_WHILE));
      case "incidents/*/status-updates" -> "{'message': 'Seen'}";
      case "dashboards", "dashboards/*" ->
          "{'name': 'Seen', 'services': ['%s']}".formatted(service);
      case "heartbeats", "heartbeats/*" ->
          "{'name': 'Seen', 'every': 'PT1H', 'service': '%s'}".formatted(service);
      case "calendars" -> "{'person': '%s'}".formatted(person);
      case "config" ->
          "{'organization': {'key': 'neighbours', 'name': 'N'}, 'teams': [{'key': 'seen', 'members': ['%s']}]}"
              .formatted(person);
      case "dashboards/*/subscriptions", "incidents/*/subscriptions" ->
          "{'email': 'eve@example.com'}";
      case "services/*/dependencies" ->
          endpoint.startsWith("PUT")
              ? "{'dependsOn': ['%s']}".formatted(service)
              : "{'service': '%s'}".formatted(service);
      case "services/*/maintenances" ->
          "{'name': 'Seen', 'until': '%s'}".formatted(Instant.now().plus(A_WHILE));
      case "schedules/*/swaps" -> "{" + soon + "}";
      case "schedules/*/overrides", "schedules/*/overrides/preview" ->
          "{'add': ['%s'], %s}".formatted(person, soon);
      case "schedules/*/temporary", "schedules/*/temporary/preview" ->
          "{'shifts': [{%s, 'people': ['%s']}], %s}".formatted(soon, person, soon);
      case "people/*/contact-methods" -> "{'channel': 'email', 'address': 'eve@example.com'}";
      case "people/*/contact-methods/*/verify" -> "{'code': '123456'}";
      case "people/*/quiet-hours" -> "{'zone': 'UTC', 'from': '22:00', 'to': '07:00'}";
      case "people/*/notification-rules" ->
          endpoint.startsWith("PUT")
              ? "{'rules': []}"
              : "{'urgency': 'high', 'method': '%s'}".formatted(person);
      case "policies", "policies/*" ->
          "{'name': 'Seen', 'levels': [{'wait': 'PT5M', 'people': ['%s']}]}".formatted(person);
      case "schedules", "schedules/*", "schedules/*/preview" ->
          "{'name': 'Seen', 'timeZone': 'UTC', 'layers': [{'name': 'all', 'participants': [['%s']]}]}"
              .formatted(person);
      case "services", "services/*" -> "{'name': 'Seen', 'policy': 'patient'}";
      case "teams", "teams/*" -> "{'name': 'Seen', 'members': ['%s']}".formatted(person);
      default -> "{}";
    };
  }

  private static Map<String, Right> table(String text) {
    var table = new LinkedHashMap<String, Right>();
    text.lines()
        .map(line -> line.split("\\|"))
        .forEach(cells -> table.put(cells[1].strip(), Right.valueOf(cells[0].strip())));
    return table;
  }
}
