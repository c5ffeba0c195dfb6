package io.taskcall.sandbox.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeMap;

/** The last webhooks and what became of them. */
@ApplicationScoped
public class DeliveryLog {
  private static final int KEPT_MAX = 1_000;

  private final TreeMap<Long, Delivery> byId = new TreeMap<>();

  synchronized void put(Delivery delivery) {
    byId.put(delivery.id(), delivery);
    if (byId.size() > KEPT_MAX) {
      byId.pollFirstEntry();
    }
  }

  /** Newest first. */
  public synchronized List<Delivery> newest(int limit) {
    return byId.descendingMap().values().stream().limit(limit).toList();
  }
}
