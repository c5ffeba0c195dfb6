package io.taskcall.bench;

/**
 * A Datadog webhook as customers send it, about 3.3 KB, with a monitor, scope and id of its own.
 */
final class Payload {
  private static final String TEXT = "The error rate of the checkout is above its threshold. ";
  private static final String BODY = TEXT.repeat(40);

  /** Where the ids of deliveries begin; the first delivery's also names the cycle. */
  private static final long TRIGGERED = 6_000_000_000_000_000_000L;

  private static final long RECOVERED = 7_000_000_000_000_000_000L;

  private Payload() {}

  /**
   * One firing of one alert.
   *
   * @param number tells the alert and the delivery from all others
   * @param title what the incident will be called
   */
  static String triggered(long number, String title, long epochMillis) {
    return delivery("Triggered", TRIGGERED + number, number, title, epochMillis);
  }

  /** The end of what {@link #triggered} began. */
  static String recovered(long number, String title, long epochMillis) {
    return delivery("Recovered", RECOVERED + number, number, title, epochMillis);
  }

  private static String delivery(
      String transition, long id, long number, String title, long epochMillis) {
    return """
    {"body":"%%%%%%\\n%1$s\\n%%%%%%","last_updated":"%4$d","event_type":"query_alert_monitor",\
    "title":"[P3] [%8$s on {host:web-%2$d}] %3$s","date":"%4$d",\
    "org":{"id":"11023","name":"Demo"},"id":"%9$d","aggreg_key":"%6$032x",\
    "alert":{"cycle_key":"%5$d","id":"%7$d","metric":"system.load.1","scope":"host:web-%2$d",\
    "status":"system.load.1 over host:web-%2$d was > 5","title":"%3$s","transition":"%8$s",\
    "type":"error","query":"avg(last_5m):avg:system.load.1{*} by {host} > 5"},\
    "user":"","username":"","priority":"normal","text_msg":"","snapshot":"null",\
    "link":"https://app.datadoghq.com/event/event?id=%9$d","hostname":"web-%2$d",\
    "incident_uuid":"null","incident_public_id":"null","incident_title":"","incident_url":"null",\
    "incident_msg":"","incident_severity":"null","security_rule_id":"","security_rule_name":"",\
    "security_signal_severity":"","security_signal_title":"","security_signal_msg":"",\
    "security_rule_query":"","security_rule_type":"","tags":"monitor,env:prod,host:web-%2$d"}\
    """
        .formatted(
            BODY,
            number,
            title,
            epochMillis,
            TRIGGERED + number,
            number,
            1_000_000 + number,
            transition,
            id);
  }
}
