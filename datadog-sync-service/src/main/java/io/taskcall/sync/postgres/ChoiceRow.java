package io.taskcall.sync.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** What was chosen for an integration, as it is kept. */
@Entity
@Table(name = "choices")
class ChoiceRow {
  @Id
  @Column(name = "integration_id")
  UUID integrationId;

  String choices;

  @SuppressWarnings("NullAway.Init") // Hibernate fills it
  protected ChoiceRow() {}

  ChoiceRow(UUID integrationId, String choices) {
    this.integrationId = integrationId;
    this.choices = choices;
  }
}
