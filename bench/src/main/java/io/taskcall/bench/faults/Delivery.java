package io.taskcall.bench.faults;

import java.time.Instant;

/** One Datadog webhook. The title names the alert, so that it is found again on every topic. */
record Delivery(String title, String body) {
  /**
   * A transition of the monitor for host {@code name}.
   *
   * @param event Datadog's id of the event, different for each
   * @param cycle the id of the event that began the cycle
   */
  static Delivery of(String name, String transition, long event, long cycle, Instant at) {
    var type = transition.equals("Recovered") ? "success" : "error";
    return new Delivery(
        name,
        """
        {"body":"%%%%%%\\nSomething is wrong with %2$s.\\n%%%%%%","last_updated":"%1$d",\
        "event_type":"query_alert_monitor","title":"[P2] [%3$s on {host:%2$s}] %2$s",\
        "date":"%1$d","org":{"id":"1000831","name":"Acme"},"id":"%4$d",\
        "aggreg_key":"056bc1d0d79261acf3ae52dcd4973c3e","alert":{"cycle_key":"%5$d",\
        "id":"8248529","metric":"system.load.1","scope":"host:%2$s","status":"",\
        "title":"[%3$s on {host:%2$s}] %2$s","transition":"%3$s","type":"%6$s",\
        "query":"avg(last_5m):avg:system.load.1{*} by {host} > 4"},"priority":"normal",\
        "tags":"monitor,host:%2$s"}\
        """
            .formatted(at.toEpochMilli(), name, transition, event, cycle, type));
  }
}
