package io.taskcall.dedup.rocksdb;

import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.dedup.domain.AlertState;
import io.taskcall.dedup.domain.Told;
import java.time.Instant;

/**
 * An alert's state in a few hundred bytes, for there may be millions. The first byte is the form's
 * version; a new form gets a new one and still reads the old.
 */
final class StateCodec {
  private static final int VERSION = 1;
  private static final int SILENCE = 0;
  private static final int OPEN = 1;

  private StateCodec() {}

  /** A state and when it is to be looked at again, as they are stored. */
  record Stored(AlertState state, Instant scheduled) {}

  static byte[] write(AlertState state, Instant scheduled) {
    var out = new Packer();
    out.oneByte(VERSION).time(scheduled);
    var ref = state.ref();
    out.uuid(ref.organizationId()).uuid(ref.integrationId()).uuid(ref.serviceId());
    out.text(state.title()).oneByte(state.test() ? 1 : 0);
    out.time(state.heardAt()).time(state.firingHeardAt());
    told(out, state.told());
    TimelineCodec.history(out, state.history());
    return out.packed();
  }

  static Stored read(Fingerprint fingerprint, byte[] bytes) {
    var in = new Unpacker(bytes);
    int version = in.oneByte();
    if (version != VERSION) {
      throw new IllegalStateException(
          "stored by a newer version of this service, in form " + version);
    }
    var scheduled = in.time();
    var ref = new AlertRef(fingerprint, in.uuid(), in.uuid(), in.uuid());
    var title = in.text();
    boolean test = in.oneByte() != 0;
    var heardAt = in.time();
    var firingHeardAt = in.time();
    var told = told(in);
    var history = TimelineCodec.history(in);
    return new Stored(
        new AlertState(ref, title, test, history, told, heardAt, firingHeardAt), scheduled);
  }

  private static void told(Packer out, Told told) {
    switch (told) {
      case Told.Silence _ -> out.oneByte(SILENCE);
      case Told.Open open -> {
        out.oneByte(OPEN).uuid(open.opening()).number(open.carried()).number(open.count());
        TimelineCodec.severity(out, open.severity());
        out.oneByte((open.taken() ? 1 : 0) | (open.flapping() ? 2 : 0));
        out.time(open.repeatedAt());
      }
    }
  }

  private static Told told(Unpacker in) {
    if (in.oneByte() == SILENCE) {
      return new Told.Silence();
    }
    var opening = in.uuid();
    int carried = in.count();
    int count = in.count();
    var severity = TimelineCodec.severity(in);
    int flags = in.oneByte();
    return new Told.Open(
        opening, carried, count, severity, (flags & 1) != 0, in.time(), (flags & 2) != 0);
  }
}
