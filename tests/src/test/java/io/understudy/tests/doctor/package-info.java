/** Jobs on a broker before they start and when they are over: doctor, status and clean. */
package io.understudy.tests.doctor;
