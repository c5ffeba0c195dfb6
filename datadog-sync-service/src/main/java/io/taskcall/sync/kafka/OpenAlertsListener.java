package io.taskcall.sync.kafka;

import io.smallrye.mutiny.Uni;
import io.taskcall.codec.EventCodec;
import io.taskcall.codec.Reading;
import io.taskcall.contracts.AlertChange;
import io.taskcall.outbox.Persistence;
import io.taskcall.sync.postgres.OpenAlerts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Hears which alerts go on, a batch in a transaction. What cannot be read or kept is left out: it
 * would only be looked after, and who pages makes a dead letter of it.
 */
@ApplicationScoped
class OpenAlertsListener {
  private static final Logger LOG = Logger.getLogger(OpenAlertsListener.class);

  private final OpenAlerts alerts;

  OpenAlertsListener(OpenAlerts alerts) {
    this.alerts = alerts;
  }

  @Incoming("alert-changes")
  Uni<Void> hear(ConsumerRecords<String, byte[]> records) {
    var changes = new ArrayList<AlertChange>();
    for (var record : records) {
      if (record.value() != null
          && EventCodec.read(AlertChange.class, record.value())
              instanceof Reading.Understood<AlertChange>(var change)) {
        changes.add(change);
      }
    }
    return Persistence.together(changes, this::keep, this::leaveOut);
  }

  private Uni<Void> keep(List<AlertChange> changes) {
    return Persistence.until("which alerts go on", () -> alerts.hear(changes));
  }

  private Uni<Void> leaveOut(AlertChange change, Throwable failure) {
    LOG.errorf(failure, "cannot look after alert %s", change.key());
    return Uni.createFrom().voidItem();
  }
}
