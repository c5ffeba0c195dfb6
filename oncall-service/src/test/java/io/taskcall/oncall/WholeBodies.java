package io.taskcall.oncall;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What each endpoint that takes a body takes, with every field that there is. */
final class WholeBodies {
  private static final String ID = "11111111-2222-3333-4444-555555555555";
  private static final String DURING =
      "'start': '2031-03-01T12:00:00Z', 'end': '2031-03-01T14:00:00Z'";
  private static final String OVERRIDE =
      "{%s, 'remove': ['ID'], 'add': ['ID'], 'everybody': ['ID'], 'priority': 1, 'allowGaps': true}"
          .formatted(DURING);
  private static final String TEMPORARY =
      "{%s, 'shifts': [{%s, 'people': ['ID']}], 'allowGaps': true}".formatted(DURING, DURING);
  private static final String POLICY =
      "'name': 'Whole', 'repeat': 1, 'levels': [{'wait': 'PT5M', 'schedules': ['primary'],"
          + " 'people': ['ana@demo.example'], 'teams': ['some'], 'roundRobin': true}],"
          + " 'end': {'resolve': true, 'people': ['ana@demo.example'], 'teams': ['some']}";
  private static final String SCHEDULE =
      "'name': 'Whole', 'timeZone': 'UTC', 'rotation': {'type': 'daily', 'interval': 1, 'start':"
          + " '2026-01-05T09:00', 'firstHandoff': '2026-01-05T09:00', 'days': ['mon'], 'weekStart':"
          + " 'mon', 'monthDays': [1]}, 'participants': [['ana@demo.example']],"
          + " 'options': {'hours': 'by_clock'}, 'layers': [{'name': 'all', 'timeZone': 'UTC',"
          + " 'rotation': {'type': 'monthly', 'interval': 1, 'start': '2026-01-05T09:00', 'days':"
          + " ['mon'], 'monthDays': [1]}, 'participants': [['ana@demo.example']], 'shiftLength':"
          + " 'PT8H', 'shiftHours': 'by_clock', 'restrictions': [{'days': ['mon'], 'fromDay':"
          + " 'mon', 'from': '09:00', 'toDay': 'tue', 'to': '17:00'}], 'from':"
          + " '2026-01-05T09:00', 'until': '2027-01-05T09:00', 'known': {'at':"
          + " '2026-01-05T09:00', 'group': 1}, 'priority': 1}], 'overrides': [{'from':"
          + " '2026-01-05T09:00', 'to': '2026-01-05T10:00', 'remove': ['ana@demo.example'],"
          + " 'add': ['ana@demo.example'], 'everybody': ['ana@demo.example'], 'priority': 1}],"
          + " 'handoffNotices': ['PT1H']";
  private static final String SERVICE =
      "'name': 'Whole', 'policy': 'patient', 'description': 'All of it', 'ackTimeout': 'PT1H',"
          + " 'grouping': {'by': 'time', 'window': 'PT10M'}, 'rules': [{'name': 'a', 'when':"
          + " {'titleContains': 'b', 'tags': ['c'], 'priorities': ['P1'], 'tool': 'datadog',"
          + " 'during': {'zone': 'UTC', 'days': ['mon'], 'from': '09:00', 'to': '17:00'}},"
          + " 'then': {'urgency': 'low', 'priority': 'P4', 'policy': 'patient', 'suppress':"
          + " true}}], 'kind': 'technical', 'dependsOn': ['ledger']";
  private static final String TEAM =
      "'name': 'Whole', 'members': ['ana@demo.example'], 'managers': ['ana@demo.example']";
  private static final String FILE =
      ("{'schedules': [{'key': 'whole', %s}], 'teams': [{'key': 'whole', %s}], 'policies': [{'key':"
              + " 'whole', %s}], 'services': [{'key': 'whole', %s}], 'dashboards': [{'key': 'whole',"
              + " 'name': 'Whole', 'audience': 'organization', 'services': ['checkout'], 'zone':"
              + " 'UTC', 'titles': true, 'graph': true}], 'heartbeats': [{'key': 'whole', 'name':"
              + " 'Whole', 'service': 'checkout', 'every': 'PT1H'}]}")
          .formatted(SCHEDULE, TEAM, POLICY, SERVICE);

  /** Those that take none, or a text that is no JSON. */
  static final Set<String> OTHERS =
      Set.of(
          "POST /api/v1/dashboards/{id}/link",
          "POST /api/v1/heartbeats/{id}/link",
          "POST /api/v1/incidents/{id}/acknowledge",
          "POST /api/v1/incidents/{id}/escalate",
          "POST /api/v1/incidents/{id}/resolve",
          "POST /api/v1/incidents/{id}/unmerge",
          "POST /api/v1/people/{person}/contact-methods/{id}/code",
          "POST /api/v1/schedules/{schedule}/swaps/{id}/withdraw",
          "PUT /api/v1/schedules/{id}/calendar");

  static final Map<String, String> ALL = all();

  private WholeBodies() {}

  private static Map<String, String> all() {
    var all = new LinkedHashMap<String, String>();
    both(
        all,
        "dashboards",
        "'name': 'Whole', 'audience': 'organization', 'services': ['ID'],"
            + " 'zone': 'UTC', 'titles': true, 'graph': true");
    both(all, "heartbeats", "'name': 'Whole', 'every': 'PT1H', 'service': 'ID'");
    both(all, "policies", POLICY);
    both(all, "schedules", SCHEDULE);
    both(all, "services", SERVICE);
    both(all, "teams", TEAM);
    all.put("PUT /api/v1/config", FILE);
    all.put("POST /api/v1/calendars", "{'schedule': 'ID', 'person': 'ID'}");
    all.put("POST /api/v1/dashboards/{dashboard}/subscriptions", "{'email': 'eve@x.example'}");
    all.put("POST /api/v1/incidents/{incident}/subscriptions", "{'email': 'eve@x.example'}");
    incidents(all);
    people(all);
    all.put("POST /api/v1/schedules/{id}/preview", "{" + SCHEDULE + "}");
    all.put("POST /api/v1/schedules/{schedule}/overrides", OVERRIDE);
    all.put("POST /api/v1/schedules/{schedule}/overrides/preview", OVERRIDE);
    all.put("POST /api/v1/schedules/{schedule}/swaps", "{" + DURING + ", 'person': 'ID'}");
    all.put("POST /api/v1/schedules/{schedule}/swaps/{id}/take", "{'person': 'ID'}");
    all.put("POST /api/v1/schedules/{schedule}/temporary", TEMPORARY);
    all.put("POST /api/v1/schedules/{schedule}/temporary/preview", TEMPORARY);
    all.put("PUT /api/v1/services/{id}/dependencies", "{'dependsOn': ['ID']}");
    all.put("POST /api/v1/services/{id}/dependencies", "{'service': 'ID'}");
    all.put(
        "POST /api/v1/services/{id}/who-would-be-paged",
        "{'at': '2031-03-01T12:00:00Z', 'payload': {'title': 'a', 'text': 'b', 'priority': 'P1',"
            + " 'tags': ['c'], 'level': 'warn', 'tool': 'datadog'}}");
    all.put(
        "POST /api/v1/services/{service}/maintenances",
        "{'name': 'Whole', 'from': '2031-03-01T12:00:00Z', 'until': '2031-03-01T12:00:00Z', 'day':"
            + " 'MONDAY', 'time': '02:00', 'zone': 'UTC', 'length': 'PT2H'}");
    all.replaceAll((_, body) -> body.replace("'ID'", "'" + ID + "'").replace('\'', '"'));
    return all;
  }

  private static void incidents(Map<String, String> all) {
    var one = "POST /api/v1/incidents/{id}/";
    var fields =
        "'title': 'Whole', 'service': 'ID', 'urgency': 'low', 'priority': 'P1', 'note': 'So far.'";
    all.put("POST /api/v1/incidents", "{" + fields + "}");
    all.put("POST /api/v1/planned-incidents", "{" + fields + ", 'at': '2026-03-01T12:00:00Z'}");
    all.put("POST /api/v1/incidents/bulk/{action}", "{'ids': ['ID']}");
    all.put("PATCH /api/v1/incidents/{id}", "{'title': 'a', 'urgency': 'low', 'priority': 'P1'}");
    all.put(one + "links", "{'incident': 'ID'}");
    all.put(one + "merge", "{'incidents': ['ID']}");
    all.put(one + "notes", "{'text': 'Whole'}");
    all.put(one + "reassign", "{'people': ['ID'], 'policy': 'ID'}");
    all.put(one + "responders", "{'people': ['ID']}");
    all.put(one + "snooze", "{'until': '2031-03-01T12:00:00Z'}");
    all.put(one + "status-updates", "{'message': 'Whole'}");
  }

  private static void people(Map<String, String> all) {
    var one = "/api/v1/people/{person}/";
    var rule = "{'urgency': 'high', 'method': 'ID', 'afterMinutes': 1}";
    all.put(
        "POST " + one + "contact-methods",
        "{'channel': 'email', 'address': 'a@x.example'," + " 'label': 'Whole'}");
    all.put("POST " + one + "contact-methods/{id}/verify", "{'code': '123456'}");
    all.put("POST " + one + "notification-rules", rule);
    all.put("PUT " + one + "notification-rules", "{'rules': [" + rule + "]}");
    all.put("PUT " + one + "quiet-hours", "{'zone': 'UTC', 'from': '22:00', 'to': '07:00'}");
  }

  private static void both(Map<String, String> all, String what, String fields) {
    all.put("POST /api/v1/" + what, "{" + fields + "}");
    all.put("PUT /api/v1/" + what + "/{id}", "{" + fields + "}");
  }
}
