package io.taskcall.sandbox.domain.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.sandbox.domain.webhook.Template;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorNoticeTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Monitor MONITOR =
      new Monitor(
          1,
          "CPU is high",
          MonitorType.METRIC,
          "avg(last_5m):avg:system.cpu.user{*} by {host} > 90",
          "look @webhook-taskcall and @webhook-other, @webhook-taskcall",
          1,
          List.of("Team:Platform", "env:prod"),
          true);

  @Test
  void title_names_priority_transition_group_and_monitor() {
    assertThat(notice(MONITOR, Transition.TRIGGERED, "host:web-1", GroupState.FRESH).title())
        .isEqualTo("[P1] [Triggered on {host:web-1}] CPU is high");
  }

  @Test
  void title_leaves_out_what_is_not_there() {
    var plain =
        new Monitor(
            2, "Orders", MonitorType.METRIC, "sum:orders{*} < 5", "", null, List.of(), true);
    assertThat(notice(plain, Transition.RECOVERED, "", GroupState.FRESH).title())
        .isEqualTo("[Recovered] Orders");
  }

  @Test
  void reminder_is_titled_by_the_state_it_reminds_of() {
    var warned = GroupState.FRESH.after(Transition.WARN, "1", NOON);
    var silent = GroupState.FRESH.after(Transition.NO_DATA, "1", NOON);
    assertThat(notice(MONITOR, Transition.RENOTIFY, "", warned).title())
        .isEqualTo("[P1] [Re-Warn] CPU is high");
    assertThat(notice(MONITOR, Transition.RENOTIFY, "", silent).title())
        .isEqualTo("[P1] [Re-No Data] CPU is high");
  }

  @Test
  void cycle_lasts_from_trigger_to_recovery() {
    var opened = GroupState.FRESH.after(Transition.WARN, "1", NOON);
    var worse = opened.after(Transition.TRIGGERED, "2", NOON.plusSeconds(1));
    var over = worse.after(Transition.RECOVERED, "3", NOON.plusSeconds(2));
    var again = over.after(Transition.TRIGGERED, "4", NOON.plusSeconds(3));
    assertThat(List.of(opened.cycleKey(), worse.cycleKey(), over.cycleKey(), again.cycleKey()))
        .containsExactly("1", "1", "1", "4");
    assertThat(worse.lastTriggered()).isEqualTo(NOON);
    assertThat(over.lastResolved()).isEqualTo(NOON.plusSeconds(2));
  }

  @Test
  void recovery_without_a_trigger_has_a_cycle_of_its_own() {
    assertThat(GroupState.FRESH.after(Transition.RECOVERED, "9", NOON).cycleKey()).isEqualTo("9");
  }

  @Test
  void tags_are_lower_case_sorted_and_say_monitor() {
    assertThat(render("$TAGS", Transition.TRIGGERED, "host:Web-1"))
        .isEqualTo("env:prod,host:web-1,monitor,team:platform");
  }

  @Test
  void alert_type_follows_the_state() {
    assertThat(render("$ALERT_TYPE", Transition.TRIGGERED, "")).isEqualTo("error");
    assertThat(render("$ALERT_TYPE", Transition.WARN, "")).isEqualTo("warning");
    assertThat(render("$ALERT_TYPE", Transition.NO_DATA, "")).isEqualTo("error");
    assertThat(render("$ALERT_TYPE", Transition.RECOVERED, "")).isEqualTo("success");
  }

  @Test
  void status_turns_the_comparison_round_when_it_recovers() {
    assertThat(render("$ALERT_STATUS", Transition.TRIGGERED, "host:a"))
        .isEqualTo("system.cpu.user over host:a was > 90 on average during the last 5m.");
    assertThat(render("$ALERT_STATUS", Transition.RECOVERED, "host:a"))
        .isEqualTo("system.cpu.user over host:a was <= 90 on average during the last 5m.");
  }

  @Test
  void group_that_reports_again_says_so() {
    var missing = GroupState.FRESH.after(Transition.NO_DATA, "1", NOON);
    var notice = notice(MONITOR, Transition.RECOVERED, "host:a", missing);
    assertThat(new Template("$ALERT_STATUS").toText(notice.variables()))
        .isEqualTo("system.cpu.user over host:a is reporting data again.");
  }

  @Test
  void every_webhook_is_called_once() {
    assertThat(MONITOR.webhooks()).containsExactly("taskcall", "other");
  }

  @Test
  void groups_of_one_monitor_do_not_share_their_aggregation_key() {
    assertThat(render("$AGGREG_KEY", Transition.TRIGGERED, "host:a"))
        .matches("[0-9a-f]{32}")
        .isEqualTo(render("$AGGREG_KEY", Transition.RECOVERED, "host:a"))
        .isNotEqualTo(render("$AGGREG_KEY", Transition.TRIGGERED, "host:b"));
  }

  private static String render(String template, Transition transition, String scope) {
    var notice = notice(MONITOR, transition, scope, GroupState.FRESH);
    return new Template(template).toText(notice.variables());
  }

  private static MonitorNotice notice(
      Monitor monitor, Transition transition, String scope, GroupState before) {
    var after = before.after(transition, "8775107996557967822", NOON);
    return new MonitorNotice(
        monitor, transition, scope, before, after, "8775107996557967822", NOON, false);
  }
}
