/** How strictly what people send is read, be it JSON or YAML: one way for all of it. */
@NullMarked
package io.taskcall.oncall.reading;

import org.jspecify.annotations.NullMarked;
