package io.taskcall.outbox;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** An event that waits to be said, for those who look at what is waiting. */
@Entity
@Table(name = "outbox")
public class OutboxEntry {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private long seq;

  private UUID id = new UUID(0, 0);
  private String topic = "";
  private String key = "";

  /** Where it stands in the order. */
  public long seq() {
    return seq;
  }

  /** The event's id. */
  public UUID id() {
    return id;
  }

  /** The topic it is for. */
  public String topic() {
    return topic;
  }

  /** The key it is for. */
  public String key() {
    return key;
  }
}
