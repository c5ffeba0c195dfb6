package io.taskcall.ingest.domain.datadog;

import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Origin;
import io.taskcall.ingest.domain.Priorities;
import io.taskcall.ingest.domain.Texts;
import org.jspecify.annotations.Nullable;

/** A signal of a security rule. Datadog never says that one is over. */
record SecuritySignal(String rule) implements Kind {
  private static final int QUERY_MAX = 4096;

  @Override
  public AlertEvent event(Said said) {
    var severity = said.text("security_signal_severity");
    var query = said.fields().firstText("security_rule_query", "security_rule_matched_queries");
    var signalId = said.text("security_signal_id");
    var origin =
        new Origin.DatadogSecuritySignal(
            Texts.line(rule, Texts.NAME_MAX),
            Texts.name(signalId),
            Texts.name(severity),
            query == null ? null : Texts.prose(query, QUERY_MAX));
    var priority = Priorities.ofSeverity(severity);
    var name = said.fields().firstText("security_signal_title", "security_rule_name");
    var details =
        said.details(
            origin,
            priority,
            name == null ? said.title().name() : name,
            said.fields().firstText("security_signal_msg", "text_msg", "body"),
            null);
    var ref = said.alert("datadog-security-signal", rule, identityOf(said, signalId));
    return said.fired(ref, null, Priorities.levelOf(priority), details);
  }

  private static String identityOf(Said said, @Nullable String signalId) {
    if (signalId != null) {
      return "signal:" + signalId;
    }
    var aggregationKey = said.text("aggreg_key");
    return aggregationKey == null ? said.identity() : aggregationKey;
  }
}
