/** Pages by SMS and phone call, through Twilio or whoever speaks as it does. */
@NullMarked
package io.taskcall.oncall.phone;

import org.jspecify.annotations.NullMarked;
