/** A phone company that speaks as Twilio does, and the phones at its other end. */
@NullMarked
package io.taskcall.sandbox.phone;

import org.jspecify.annotations.NullMarked;
